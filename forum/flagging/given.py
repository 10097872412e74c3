"""Names people are commonly given in the United States and where many survivors come from."""

GIVEN = frozenset(
    """
    aaron abdul abigail abraham adam adela adriana agnes ahmed aisha alan alba albert alberto alejandra alejandro alex
    alexander alexandra alexis alfredo ali alice alicia alison alma alondra alvaro amalia amanda amber amina amy ana
    anabel anastasia andrea andres andrew angel angela angelica angie anh anita ann anna anne annie anthony antonia
    antonio araceli ariana armando arturo ashley aubrey barbara beatriz becky belen ben benito benjamin bernarda bertha
    beth bianca blanca bob brandi brenda brian briana brittany bruce camila carina carl carla carlos carmela carmen
    carol carolyn catalina catherine cecilia celia cesar chloe chris christian christina christine christopher cindy
    claire clara claudia concepcion connie consuelo corina courtney cristian cristina crystal cynthia daisy dalia
    damaris daniel daniela danielle danny darlene david dawn deborah debra delia denise dennis diana diane diego
    dolores dominique donna dora doris dorothy dulce edgar eduardo edward edwin elena elisa eliza ellen elsa elvira
    emilia emily emma emmanuel enrique eric erica erika ernesto esmeralda esperanza esteban estela esther eva evelyn
    fatima fatou felicia felipe felix fernanda fernando flor francisca francisco gabriel gabriela genesis george
    gerardo gina gladys gloria gonzalo graciela gregory guadalupe guillermo gustavo hannah hassan hector heather hector
    heidi helen henry hilda hugo ibrahim ignacio ines ingrid irene irma isabel isabella ismael ivan ivonne jacob
    jacqueline jaime james jamie jane janet janice jasmine javier jean jeffrey jenna jennifer jenny jeremy jerome
    jessica jesus jim jimena joan joanna joe john johnny jonathan jorge jose josefina joseph joshua josue juan juana
    judith judy julia julian juliana julie julio justin kaitlyn karen karina karla kate kathleen kathryn kathy katie
    katrina kayla keisha keith kelsey kenneth kevin kim kimberly kyle lakisha latoya larry latasha laura lauren
    leah leila leonardo leslie leticia lidia lilia lilian liliana lin linda lisa lorena lorraine louis lourdes luciana
    lucia lucy luis luisa luz lupe lydia manuel manuela marcela marco marcos margaret margarita maria mariam mariana
    maribel maricela marie marina mario marisol mariela mark marlene marta martha martin mary mateo matthew maureen
    mauricio mayra mei megan melanie melissa mercedes michael michelle miguel mike milagros minh miriam moises monica
    monique nadia nancy naomi natalia natalie natasha nelly nguyen nicholas nicole nina noemi nora norma olga oksana
    olivia omar oscar pablo pamela paola patricia patrick paul paula paulina pedro peter petra phuong pilar priya rachel
    rafael ramon raquel raul rebecca regina renata ricardo richard rita robert roberto rocio rodrigo rosalba rosario
    roxana ruben ruth ryan sabrina salvador samantha samira samuel sandra sara sarah sergio sharon sheila sherry shirley
    silvia simone sofia sonia sophia soledad stacy stephanie stephen steven susan susana svetlana tamara tania tanya
    tara tatiana teresa thomas tiffany tim timothy tina tomas tony tracey ursula valentina valeria vanessa vera veronica
    vicente viviana wanda wendy william ximena yadira yasmin yesenia yolanda yuliya yvonne zoe zoila
    """.split()
)
# Words or places as often as names: they are one with a second name behind them.
NOT_ALONE = frozenset(
    """
    april august aurora autumn charlotte chelsea constance dallas destiny elizabeth faith felicity florence frank grace
    grant harmony heaven hope houston jade jasmin jordan joy june justice katy liberty lily madison mark may mercy
    patience paris phoenix prudence rosa rose ruby sandy santiago savannah serenity sky summer taylor trinity tyler
    victoria virginia will
    """.split()
)
