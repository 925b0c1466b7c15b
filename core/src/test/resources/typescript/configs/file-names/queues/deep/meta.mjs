import { readFileSync } from 'node:fs';

const read = name => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

export const meta = { folder: import.meta.dirname, whole: import.meta.filename, delay: read('./delay.json').delay };
