// Leaving at once: the button, or Shift three times. The page is blanked before the browser goes anywhere,
// and its place in the history is taken by the neutral site. Nothing is sent or stored.

const PRESSES = 3;
const WITHIN = 5000; // milliseconds from one press to the next

const exit = document.getElementById("exit");
const status = document.getElementById("exit-status");
let presses = 0;
let timer = 0;
let alone = false; // Shift went down and nothing else did before it came up

function leave(event) {
  event?.preventDefault();
  document.documentElement.classList.add("left");
  document.title = "\u00a0";
  status.textContent = status.dataset.loading;
  window.location.replace(exit.href);
}

function forget(text = "") {
  window.clearTimeout(timer);
  presses = 0;
  status.textContent = text;
}

function pressed() {
  window.clearTimeout(timer);
  presses += 1;
  if (presses === PRESSES) {
    leave();
    return;
  }
  status.textContent = presses === 1 ? status.dataset.two : status.dataset.one;
  timer = window.setTimeout(() => forget(status.dataset.expired), WITHIN);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Shift") {
    alone = !event.repeat || alone;
  } else {
    alone = false;
    if (presses) forget();
  }
});

document.addEventListener("keyup", (event) => {
  if (event.key === "Shift" && alone && !event.ctrlKey && !event.altKey && !event.metaKey) pressed();
  if (event.key === "Shift") alone = false;
});

exit.addEventListener("click", leave);

// A page kept by the browser and shown again must not stay blank.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.documentElement.classList.remove("left");
  forget();
});
