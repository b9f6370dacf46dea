// WCAG 1.4.10: nothing needs the page to be scrolled sideways. What scrolls by itself (a wide table, code) may be wide.
() => {
  const width = document.documentElement.clientWidth;
  const name = (element) => `${element.tagName.toLowerCase()}.${element.className || "-"} “${element.textContent.trim().slice(0, 30)}”`;
  const faults = [];
  if (document.scrollingElement.scrollWidth > width) {
    faults.push(`the page is ${document.scrollingElement.scrollWidth} px wide in a window of ${width} px`);
  }
  const scrolls = (element) => {
    for (let above = element; above && above !== document.body; above = above.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(above).overflowX)) return true;
    }
    return false;
  };
  const isHidden = (element) => element.closest(".hub-hidden") || !element.checkVisibility({ visibilityProperty: true });
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim()) continue;
    range.selectNodeContents(walker.currentNode);
    const isOutside = [...range.getClientRects()].some((box) => box.right > width + 1 || box.left < -1);
    if (isOutside && !isHidden(element) && !scrolls(element) && !element.closest(".hub-skip")) {
      faults.push(`text outside the window: ${name(element)}`);
    }
  }
  for (const element of document.querySelectorAll("img, svg, input, select, textarea, button, video, iframe")) {
    const box = element.getBoundingClientRect();
    if (box.width && (box.right > width + 1 || box.left < -1) && !isHidden(element) && !scrolls(element)) {
      faults.push(`outside the window: ${name(element)}`);
    }
  }
  return faults;
}
