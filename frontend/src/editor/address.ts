/** What a link may lead to, as the profile has it. */

/** The address that was meant by what was typed; "" where it is none. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  if (/^(?:https?:\/\/[^\s/]+\S*|mailto:[^\s@]+@\S+)$/iu.test(text)) return text;
  if (/^\/article\/[^\s/#]+(?:#\S+)?$/u.test(text) || /^#[A-Za-z][\w-]{0,63}$/u.test(text)) return text;
  if (/^www\.[^\s/]+\.\S+$/iu.test(text)) return `https://${text}`;
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/u.test(text)) return `mailto:${text}`;
  return "";
}

/** The address of an article of this library. */
export function articleAddress(id: string, block = ""): string {
  return `/article/${encodeURIComponent(id)}${block ? `#${block}` : ""}`;
}
