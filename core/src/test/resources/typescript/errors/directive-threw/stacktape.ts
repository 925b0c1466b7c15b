import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  directives: [
    { name: 'delay', filePath: 'directives.ts:delay' },
    { name: 'none', filePath: 'directives.ts:none' },
    { name: 'gone', filePath: 'gone.ts' },
    { name: 'rust', filePath: 'directives.rs' },
    { name: 'nothing', filePath: 'directives.ts:nothing' },
    { name: 'fine', filePath: 'directives.ts:fine' }
  ],
  resources: {
    a: new SqsQueue({ delayMessagesSecond: '$delay(5)' }),
    b: new SqsQueue({ delayMessagesSecond: '$none()' }),
    c: new SqsQueue({ delayMessagesSecond: '$gone()' }),
    d: new SqsQueue({ delayMessagesSecond: '$rust()' }),
    e: new SqsQueue({ delayMessagesSecond: '$nothing()' }),
    f: new SqsQueue({ delayMessagesSecond: '$fine().no.path' })
  }
}));
