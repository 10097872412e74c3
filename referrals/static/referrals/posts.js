// Words selected in the post are the words to redact. Without scripts they are typed or pasted.

const original = document.getElementById("original");
const words = document.getElementById("words");

document.addEventListener("selectionchange", () => {
  const selected = document.getSelection();
  if (selected.isCollapsed || !original.contains(selected.anchorNode) || !original.contains(selected.focusNode)) return;
  words.value = selected.toString().trim();
});
