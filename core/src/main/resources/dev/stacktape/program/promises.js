// Promises that know whether anybody looks at them. The engine does not tell of an error that ends in
// a promise which nobody waits for, and a config must not pass because its error was lost. Promises
// of `async` functions are among them, as the bundler writes those with `new Promise`.
(() => {
  'use strict';
  const Engine = Promise;
  const then = Engine.prototype.then;
  const looked = new WeakSet();
  const failed = new Map();
  let watching = false;

  function Watched(run) {
    if (watching) return Reflect.construct(Engine, [run], new.target ?? Watched);
    const made = Reflect.construct(Engine, [run], new.target ?? Watched);
    const at = new Error('made').stack;
    watching = true;
    try {
      then.call(made, undefined, error => { if (!looked.has(made)) failed.set(made, { error, at }); });
    } finally {
      watching = false;
    }
    return made;
  }
  Object.setPrototypeOf(Watched, Engine);
  Object.defineProperty(Watched, 'name', { value: 'Promise' });
  Watched.prototype = Engine.prototype;
  Object.defineProperty(Engine.prototype, 'constructor', { value: Watched, writable: true, configurable: true });
  Object.defineProperty(Engine.prototype, 'then', {
    value: function (...handlers) {
      looked.add(this);
      failed.delete(this);
      return then.apply(this, handlers);
    },
    writable: true,
    configurable: true
  });
  globalThis.Promise = Watched;

  /** The first error, and where its promise was made, that nobody has looked at so far. */
  globalThis.__lost = () => failed.values().next().value;
})();
