// WCAG 2.1.1, 2.4.7, 2.4.11: watches a walk with the Tab key. Each stop shows a ring of 2 px or more with a contrast
// of 3 to 1, or changes its look, and is not hidden behind something; each thing to press is reached.
() => {
  const parts = ["backgroundColor", "borderTopColor", "borderTopWidth", "boxShadow", "textDecorationLine", "color"];
  const look = (element) => parts.map((part) => getComputedStyle(element)[part]).join(" ");
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const looks = () => new Map([...document.querySelectorAll(stops)].map((element) => [element, look(element)]));
  let rest = looks();
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => known.get(colour) ?? known.set(colour, read(colour)).get(colour);
  const read = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = (colour) => {
    const [red, green, blue] = [...rgba(colour)].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let above = element.parentElement; above; above = above.parentElement) {
      const colour = getComputedStyle(above).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return "Canvas";
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const hasRing = (element) => {
    const style = getComputedStyle(element);
    if (style.outlineStyle === "auto") return true; // the browser's own, two colours
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && rgba(style.outlineColor)[3] > 200 && contrast(style.outlineColor, behind(element)) >= 3;
  };
  const isSeen = (element) => [...element.getClientRects()].some((box) =>
    [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([across, down]) => {
      const found = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
      return found && (element.contains(found) || found.contains(element) && found !== document.body && found.tagName !== "HTML");
    }));
  const name = (element) => `${element.tagName.toLowerCase()} “${(element.ariaLabel || element.textContent || element.name || "").trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  const walk = { reached: new Set(), last: null, isOver: false, faults: [] };
  const arrive = ({ target }) => {
    if (target === walk.last) return;
    if (walk.reached.has(target)) { walk.isOver = true; return; }
    walk.reached.add(target);
    walk.last = target;
    if (!hasRing(target) && (!rest.has(target) || rest.get(target) === look(target))) walk.faults.push(`no visible focus: ${name(target)}`);
    if (!isSeen(target)) walk.faults.push(`out of sight when focused: ${name(target)}`);
  };
  const leave = ({ relatedTarget }) => { if (!relatedTarget) walk.last = null; };
  const start = () => {
    document.activeElement?.blur();
    document.getSelection()?.removeAllRanges();
    window.scrollTo(0, 0);
    document.addEventListener("focusin", arrive, true);
    document.addEventListener("focusout", leave, true);
  };
  const stop = () => {
    document.removeEventListener("focusin", arrive, true);
    document.removeEventListener("focusout", leave, true);
    document.activeElement?.blur();
  };
  const missed = () => [...rest.keys()].filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== "radio"
    && element.checkVisibility({ visibilityProperty: true }) && !walk.reached.has(element));
  walk.end = () => {
    stop();
    return [...walk.faults, ...missed().map((element) => `the Tab key does not reach ${name(element)}`)];
  };
  // The same stops in the same order, in other colours: the focus is set where the Tab key brought it before.
  walk.again = () => {
    const order = [...walk.reached];
    rest = looks();
    Object.assign(walk, { reached: new Set(), last: null, isOver: false, faults: [] });
    start();
    for (const element of order) {
      element.focus();
      if (document.activeElement !== element) walk.faults.push(`takes no focus any more: ${name(element)}`);
    }
    return walk.end();
  };
  start();
  globalThis.hubWalk = walk;
}
