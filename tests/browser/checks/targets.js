// WCAG 2.5.8: what can be pressed is 24 by 24 px, or stands in a line of text, or has 24 px of room around its middle.
() => {
  const SIZE = 24;
  const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']";
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hub-skip, .hub-hidden");
  const isInText = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    const block = element.parentElement.closest("p, li, dd, dt, td, th, blockquote, figcaption, caption, label, div, span, h1, h2, h3, h4");
    const others = [...(block?.childNodes ?? [])].filter((node) => !node.contains(element) && node.nodeType !== Node.COMMENT_NODE);
    return others.some((node) => node.textContent.trim().length > 1);
  };
  const targets = [...document.querySelectorAll(selector)].filter(isShown).map((element) => {
    const label = element.labels?.[0];
    const own = element.getBoundingClientRect();
    const isSmall = Math.round(own.width) < SIZE || Math.round(own.height) < SIZE;
    return { element, box: isSmall && label && label.contains(element) ? label.getBoundingClientRect() : own };
  }).filter(({ box }) => box.width > 0 && box.height > 0);
  const isSmall = ({ box }) => Math.round(box.width) < SIZE || Math.round(box.height) < SIZE;
  const middle = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
  const distance = ([x, y], box) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  const hasRoom = (target) => targets.every((other) => {
    if (other === target || other.element.contains(target.element) || target.element.contains(other.element)) return true;
    const [x, y] = middle(target);
    if (!isSmall(other)) return distance([x, y], other.box) >= SIZE / 2;
    const [otherX, otherY] = middle(other);
    return Math.hypot(x - otherX, y - otherY) >= SIZE && distance([x, y], other.box) >= SIZE / 2;
  });
  return targets
    .filter((target) => isSmall(target) && !isInText(target.element) && !hasRoom(target))
    .map(({ element, box }) => `${Math.round(box.width)} by ${Math.round(box.height)} px: ${element.tagName.toLowerCase()} “${(element.ariaLabel || element.textContent || element.name || "").trim().slice(0, 40)}”`);
}
