// Filters answer at once. The same form is posted, the same page comes back; only the parts that changed are
// put in place, and the history keeps the structured address, never the sentence.

const form = document.getElementById("search");
const found = document.getElementById("found");
const status = document.getElementById("find-status");
let latest = 0;

function openDetails() {
  return new Set([...found.querySelectorAll("details[id][open]")].map((element) => element.id));
}

function show(page, address) {
  const open = openDetails();
  const focused = document.activeElement?.id;
  const next = page.getElementById("found");
  for (const element of next.querySelectorAll("details[id]")) {
    if (open.has(element.id)) element.open = true;
  }
  found.replaceChildren(...next.childNodes);
  form.elements.q.value = page.getElementById("q").value;
  document.getElementById(focused)?.focus();
  const languages = page.getElementById("languages");
  if (languages) document.getElementById("languages").replaceWith(languages); // the way to this search in another
  history.replaceState(null, "", address);
  status.textContent = document.getElementById("count").textContent.trim();
}

async function search() {
  const mine = ++latest;
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine === latest) show(page, answer.url);
  } catch {
    if (mine === latest) form.submit();
  } finally {
    if (mine === latest) found.removeAttribute("aria-busy");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});

found.addEventListener("change", (event) => {
  if (event.target.form === form) search();
});
