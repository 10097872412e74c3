// Light or dark on this page alone: the rules for dark are made to hold always, or never. Nothing is kept.

const schemes = document.getElementById("schemes");
const DARK = "(prefers-color-scheme: dark)";
const rules = [...document.styleSheets]
  .flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === DARK);

schemes.hidden = false;
schemes.addEventListener("click", ({ target }) => {
  const scheme = target.dataset.scheme;
  if (scheme === undefined) return;
  for (const rule of rules) rule.media.mediaText = { dark: "all", light: "not all" }[scheme] ?? DARK;
  document.documentElement.style.colorScheme = scheme;
  for (const button of schemes.children) button.setAttribute("aria-pressed", String(button === target));
});
