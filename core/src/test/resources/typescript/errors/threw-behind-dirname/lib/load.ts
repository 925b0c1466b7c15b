export const load = (): number => {
  const where = [__dirname, import.meta.url, fail()];
  return where.length;
};

function fail(): string {
  throw new Error('nothing to load');
}
