// Suggestions while typing. The words go to this site by POST and are kept nowhere: in no address, no storage.
// Without scripts the box is what it was.

const input = document.getElementById("q");
const list = document.getElementById("suggestions");
const status = document.getElementById("suggest-status");
const PAUSE = 120; // milliseconds without a key before anything is asked
const LONGEST = 100; // characters the site reads; of a longer text the last words are sent
const TWO_LETTERS = /[\p{L}\p{N}].*[\p{L}\p{N}]/su;

let asked = input.value; // never asked twice in a row
let shown = null; // the text the list belongs to
let found = [];
let active = -1;
let timer = 0;
let request = new AbortController();

function mark(place) {
  active = place;
  for (const [n, option] of [...list.children].entries()) option.setAttribute("aria-selected", n === active);
  if (active < 0) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", list.children[active].id);
  list.children[active].scrollIntoView({ block: "nearest" });
}

function show(isOpen) {
  list.hidden = !isOpen;
  input.setAttribute("aria-expanded", isOpen);
  mark(-1);
  const text = found.length === 1 ? list.dataset.one : list.dataset.more.replace("#", found.length);
  status.textContent = isOpen ? text : "";
}

function stop() {
  clearTimeout(timer);
  request.abort();
  asked = input.value;
  show(false);
}

function part(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function option({ label, language, note }, n) {
  const line = part("li", { id: `suggestion-${n}`, role: "option" });
  const said = part("span", { textContent: label });
  if (language) said.lang = language;
  line.append(said, " ", part("small", { textContent: note }));
  return line;
}

async function ask() {
  const text = input.value;
  if (text === asked) return;
  asked = text;
  request.abort();
  const mine = (request = new AbortController());
  const cut = text.length > LONGEST ? text.indexOf(" ", text.length - LONGEST) + 1 : 0;
  const csrfmiddlewaretoken = input.form.elements.csrfmiddlewaretoken.value;
  let answer = [];
  try {
    if (TWO_LETTERS.test(text) && input.selectionEnd === text.length) {
      const body = new URLSearchParams({ q: text.slice(cut), csrfmiddlewaretoken });
      const response = await fetch(list.dataset.url, { method: "POST", body, signal: mine.signal, redirect: "error" });
      answer = (await response.json()).suggestions;
    }
  } catch {} // no suggestions: the box works without
  if (mine.signal.aborted) return;
  found = answer.map((one) => ({ ...one, completes: text.slice(0, cut) + one.completes }));
  shown = text;
  list.replaceChildren(...found.map(option));
  show(found.length > 0 && document.activeElement === input);
}

function choose({ kind, completes, address }) {
  input.value = kind === "name" ? "" : completes; // nothing stays behind in a page that is left
  stop();
  if (kind === "name") window.location.assign(address);
}

function move(step) {
  if (input.value !== shown) {
    asked = null;
    ask();
  }
  if (input.value !== shown || !found.length) return;
  if (list.hidden) show(true);
  const places = found.length + 1; // the box itself is one
  mark(((active + 1 + step + places) % places) - 1);
}

const KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: () => active >= 0 && choose(found[active]),
  Escape: () => !list.hidden && stop(),
};

input.setAttribute("role", "combobox");
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-controls", list.id);
show(false);

input.addEventListener("input", () => {
  mark(-1);
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
});
input.addEventListener("keydown", (event) => {
  if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = KEYS[event.key];
  if (act && act() !== false) event.preventDefault();
});
input.addEventListener("blur", stop);
input.form.addEventListener("submit", stop);
list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
list.addEventListener("click", (event) => {
  const line = event.target.closest("li");
  if (line) choose(found[[...list.children].indexOf(line)]);
});
