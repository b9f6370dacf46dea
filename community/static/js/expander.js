// “@” offers members and “#” topics while one types. Without scripts: links by hand.

const KINDS = { "@": "member", "#": "topic" };
const { element } = document.getElementById("expander").dataset;
let number = 0;

document.addEventListener("focusin", ({ target }) => {
  if (target.closest("text-expander")) import(element);
});

document.addEventListener("text-expander-change", (event) => {
  const { key, text, provide } = event.detail;
  const { suggest } = event.target.closest("form").dataset;
  if (suggest && text) provide(menu(`${suggest}&kind=${KINDS[key]}&q=${encodeURIComponent(text)}`));
}, true);

document.addEventListener("text-expander-value", ({ detail }) => {
  detail.value = detail.item.dataset.markdown;
}, true);

async function menu(address) {
  const answer = await fetch(address).catch(() => ({ ok: false }));
  const { suggestions } = answer.ok && !answer.redirected ? await answer.json() : { suggestions: [] };
  const fragment = document.createElement("ul");
  fragment.className = "hub-menu";
  fragment.role = "listbox";
  fragment.append(...suggestions.map(option));
  return { matched: suggestions.length > 0, fragment };
}

function option({ name, hint, markdown }) {
  const item = document.createElement("li");
  item.role = "option";
  item.id = `suggestion-${(number += 1)}`;
  item.textContent = hint ? `${name} (${hint})` : name;
  item.dataset.markdown = markdown;
  return item;
}
