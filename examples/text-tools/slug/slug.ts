/** `Crème brûlée, twice!` is `creme-brulee-twice`. */
export function slugOf(text: string): string {
  const slug = text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug === '') {
    throw new RangeError(`Nothing of "${text}" is left in an address`);
  }
  return slug;
}
