// What the page shows but for its colours: each element that is visible, and where.
() => JSON.stringify([...document.querySelectorAll("body *")].map((element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const isShown = element.checkVisibility({ visibilityProperty: true });
  return [element.tagName, isShown, ...[left, top, width, height].map(Math.round)];
}))
