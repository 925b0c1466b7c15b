import { defineConfig, SqsQueue } from 'stacktape';

class Limits {
  #seconds = 5;
}
const circular: Record<string, unknown> = { a: 1 };
circular.self = circular;

export default defineConfig(() => ({
  variables: {
    map: new Map([['a', 1]]),
    set: new Set(['a']),
    limits: new Limits(),
    date: new Date(NaN),
    pattern: /x/,
    bytes: new Uint8Array(3),
    error: new Error('x'),
    circular,
    large: 5n,
    symbol: Symbol('a'),
    later: Promise.resolve(1),
    number: NaN,
    fine: [new Date(0), new URL('https://example.com'), Object('text'), Object.create(null), undefined]
  },
  resources: {
    jobs: new SqsQueue({
      delayMessagesSecond: 5n as any,
      overrides: { sqsQueue: { DelaySeconds: () => 5 } },
      transforms: { sqsQueue: { DelaySeconds: 5 } as any }
    }),
    plain: {
      type: 'sqs-queue',
      properties: {
        delayMessagesSecond: Promise.resolve(5)
      }
    }
  },
  finalTransform: {} as any
}));
