import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig, SqsQueue } from 'stacktape';

const same = (found: unknown, wanted: unknown) => {
  if (found !== wanted) throw new Error(`${found} is not ${wanted}`);
};

same(Buffer.from('häy').toString('base64'), 'aMOkeQ==');
same(Buffer.from('aMOkeQ==', 'base64').toString(), 'häy');
same(Buffer.from('00ff', 'hex').length, 2);
same(btoa('abc') + btoa('ab') + btoa('a') + btoa(''), 'YWJjYWI=YQ==');
same(atob('YWI='), 'ab');
same(new URL('https://u:p@Example.com:8080/a/../b?x=1#h').href, 'https://u:p@example.com:8080/b?x=1#h');
same(new URL('https://example.com').href, 'https://example.com/');
same(new URL('/z', 'https://example.com/a').href, 'https://example.com/z');
same(new URLSearchParams({ q: 'a b', n: '1' }).toString(), 'q=a+b&n=1');
same(new URLSearchParams('?q=a+b&q=c').getAll('q').join(), 'a b,c');
const address = new URL('https://example.com/a?x=1');
address.searchParams.set('y', '2');
same(String(address), 'https://example.com/a?x=1&y=2');
same(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(randomUUID()), true);
same(createHash('sha256').update('a').digest('hex').length, 64);
same(createRequire(import.meta.url)('./limits.json').seconds, 3);

const limits = JSON.parse(readFileSync(new URL('./limits.json', import.meta.url), 'utf8'));

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ longPollingSeconds: limits.seconds }) } }));
