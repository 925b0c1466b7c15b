import { $CustomDirective, $File, $Format, $This, $Var, defineConfig, SnsTopic, SqsQueue } from 'stacktape';

const $limits = $CustomDirective('limits');

export default defineConfig(() => ({
  variables: { queue: { delay: 5, names: ['first', 'second'] }, waiting: $Var().queue.delay },
  directives: [{ name: 'limits', filePath: 'limits.ts' }],
  stackConfig: {
    tags: [
      { name: 'name', value: $Var().queue.names[1] },
      { name: 'text', value: `jobs of ${$Var().queue.names[0]}` },
      { name: 'argument', value: $Format('{}-{}', $Var().queue.names[0], 1) },
      { name: 'json', value: JSON.parse(JSON.stringify({ a: $Var().queue.names[0] })).a }
    ]
  },
  resources: {
    jobs: new SqsQueue({
      delayMessagesSecond: $This().variables.waiting,
      longPollingSeconds: $limits('eu').seconds,
      visibilityTimeoutSeconds: $File('settings.json').jobs.visibility
    }),
    news: new SnsTopic({ smsDisplayName: $File('settings.json').news.title as any })
  }
}));
