// Filters, chips, tiles and pages answer at once. The same page comes back as without scripts; only the parts that
// changed are put in place. The history keeps structured addresses, never the sentence: what the form finds takes the
// place of its entry, a link makes a new one, and back and forward bring back what was shown.

const form = document.getElementById("search");
const found = document.getElementById("found");
const status = document.getElementById("find-status");
let latest = 0;

function openDetails() {
  return new Set([...found.querySelectorAll("details[id][open]")].map((element) => element.id));
}

function show(page) {
  const open = openDetails();
  const focused = document.activeElement?.id;
  const next = page.getElementById("found");
  for (const element of next.querySelectorAll("details[id]")) {
    if (open.has(element.id)) element.open = true;
  }
  found.replaceChildren(...next.childNodes);
  form.elements.q.value = page.getElementById("q").value;
  const languages = page.getElementById("languages");
  if (languages) document.getElementById("languages").replaceWith(languages); // they lead to this search
  const count = document.getElementById("count");
  (document.getElementById(focused) ?? count).focus({ preventScroll: true });
  status.textContent = count.textContent.trim();
}

// `keep` takes the address into the history; `otherwise` is what a browser does by itself.
async function load(address, options, keep, otherwise) {
  const mine = ++latest;
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    keep(answer.url);
    show(page);
  } catch {
    if (mine === latest) otherwise();
  } finally {
    if (mine === latest) found.removeAttribute("aria-busy");
  }
}

function search() {
  const replace = (address) => history.replaceState(null, "", address);
  load(form.action, { method: "POST", body: new FormData(form) }, replace, () => form.submit());
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});

found.addEventListener("change", (event) => {
  if (event.target.form === form) search();
});

// On a phone the filters stand before what they find.
found.addEventListener("click", (event) => {
  if (!event.target.closest(".done")) return;
  document.getElementById("drawer").open = false;
  document.getElementById("count").focus();
});

found.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented) return;
  const address = new URL(link.href?.baseVal ?? link.href, location.href); // a tile is a link of a drawing
  if (address.origin !== location.origin || address.pathname !== location.pathname) return;
  event.preventDefault();
  const turned = link.matches(".pages a");
  const push = (taken) => {
    history.pushState(null, "", taken);
    if (turned) document.getElementById("results").scrollIntoView();
  };
  load(address, {}, push, () => location.assign(address));
});

window.addEventListener("popstate", () => {
  load(location.href, {}, () => {}, () => location.reload());
});
