// WCAG 1.4.12: with the reader's own text spacing no text is cut, none leaves its box, none falls outside the window.
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const faults = new Set();
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth > width) faults.add(`the page is ${document.scrollingElement.scrollWidth} px wide`);
  const clips = (element) => {
    const style = getComputedStyle(element);
    return { across: ["hidden", "clip"].includes(style.overflowX), down: ["hidden", "clip"].includes(style.overflowY) };
  };
  const isDrawn = (style) =>
    style.backgroundColor !== "rgba(0, 0, 0, 0)" || (style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0);
  const beyond = (box, frame, by) => ({
    across: box.right > frame.right + by || box.left < frame.left - by,
    down: box.bottom > frame.bottom + by || box.top < frame.top - by,
  });
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest(".hub-hidden") || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (["SCRIPT", "STYLE", "OPTION", "TEXTAREA"].includes(element.tagName)) continue;
    range.selectNodeContents(walker.currentNode);
    const boxes = [...range.getClientRects()];
    for (let above = element; above && above !== document.documentElement; above = above.parentElement) {
      const frame = above.getBoundingClientRect();
      if (frame.width <= 1 || frame.height <= 1) break; // for screen readers only
      const clip = clips(above);
      const style = getComputedStyle(above);
      if (style.overflowX === "auto" || style.overflowX === "scroll") break;
      for (const box of boxes) {
        const out = beyond(box, frame, 1.5);
        if ((clip.across && out.across) || (clip.down && out.down)) faults.add(`cut: “${text.slice(0, 40)}” in ${above.tagName}.${above.className}`);
        if (above === element && style.display !== "inline" && isDrawn(style)) {
          const spilt = beyond(box, frame, 3);
          if (spilt.across || spilt.down) faults.add(`leaves its box: “${text.slice(0, 40)}” in ${above.tagName}.${above.className}`);
        }
      }
    }
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  return [...faults];
}
