import { deepEqual, strict, throws } from 'node:assert';
import { createHash, createHmac, hash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { accessSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { performance } from 'node:perf_hooks';
import { parse, stringify } from 'node:querystring';
import util, { format, isDeepStrictEqual } from 'node:util';
import { defineConfig, SqsQueue } from 'stacktape';

enum Size {
  Small = 'small'
}
namespace Limits {
  export const seconds = 20 satisfies number;
}
const named = (method: () => string, _: unknown) => function (this: unknown) { return `named ${method.call(this)}`; };
class Labels {
  @named label() { return Size.Small; }
}
strict.equal(new Labels().label(), 'named small');

// What is compared.
deepEqual({ a: [1, new Date(0)], b: new Map([['x', 1]]) }, { a: [1, new Date(0)], b: new Map([['x', 1]]) });
throws(() => strict.equal(1, 2), /1 is not 2/);
throws(() => strict.deepEqual({ a: 1 }, { a: 2 }), strict.AssertionError);
strict.equal(isDeepStrictEqual([1, { a: NaN }], [1, { a: NaN }]), true);
strict.equal(isDeepStrictEqual([1], ['1']), false);

// What is copied.
const original = { at: new Date(0), tags: new Set(['a']), sizes: new Map([[1, { b: undefined }]]), self: null as unknown };
original.self = original;
const copy = structuredClone(original);
strict.equal(copy.self, copy);
strict.equal(copy.at.getTime() + copy.tags.size, 1);
strict.equal('b' in copy.sizes.get(1)!, true);
throws(() => structuredClone({ call: () => 1 }), { name: 'DataCloneError' });

// What is formatted.
strict.equal(format('%s-%d %j %%', 'a', '3', { b: 1 }, 4), 'a-3 {"b":1} % 4');
strict.equal(util.inspect('a'), 'a');
strict.equal(new util.TextDecoder().decode(new TextEncoder().encode('h\u00e9\u{1F600}')), 'h\u00e9\u{1F600}');

// What is hashed, as bytes.
strict.equal(createHash('sha1').update('a').update('b').digest('hex'), 'da23614e02469a0d7c7bd1bdab5c9c474b1904dc');
strict.equal(createHash('md5').update(Buffer.from('ff', 'hex')).digest('hex'), '00594fd4f42ba43fc1ca0427a0576295');
strict.equal(createHmac('sha256', 'k').update('x').digest().toString('base64'), 'w47ciBXISJ9kc4l49EAI+FljRVRfC6po72/PXFPlcYk=');
strict.equal(hash('sha1', 'a'), '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8');

// What is read.
const bytes = readFileSync(__filename);
strict.equal(Buffer.isBuffer(bytes) && bytes.toString('utf8').startsWith('import'), true);
let code = '';
try { accessSync('./nothing'); } catch (error) { code = (error as { code: string }).code; }
strict.equal(code, 'ENOENT');

// Who is told.
const emitter = new EventEmitter();
let heard = 0;
emitter.once('told', (by: number) => { heard += by; });
emitter.emit('told', 2);
emitter.emit('told', 2);
strict.equal(heard + emitter.listenerCount('told'), 2);
strict.equal(typeof once(emitter, 'told').then, 'function');

strict.equal(stringify({ a: 'x y', b: ['1', '2'] }), 'a=x%20y&b=1&b=2');
deepEqual(parse('a=1&b=2&b=3'), { a: '1', b: ['2', '3'] });
strict.equal(typeof os.userInfo().username + typeof performance.now(), 'stringnumber');

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ longPollingSeconds: Limits.seconds }) } }));
