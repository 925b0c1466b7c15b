import { defineConfig, LambdaFunction, Bucket, StacktapeLambdaBuildpackPackaging, $GitInfo, $CliArgs, $File, $FileRaw, $Var, $AwsAccountId, $Format, $This } from 'stacktape';
import { readFileSync } from 'fs';
import { join } from 'node:path';
const settings = JSON.parse(readFileSync(join(__dirname, 'settings.json'), 'utf-8')) as Record<string, { memory: number }>;
const byStage = { production: 'a', staging: 'b' } satisfies Record<string, string>;
enum Tier { Small = 1, Large = 2 }
export default defineConfig((params) => {
  const { stage, cliArgs } = params;
  const resources: Record<string, any> = {
    main: new LambdaFunction({
      packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: './src/main.ts' }),
      memory: settings[stage]?.memory ?? 512,
      environment: {
        ACCOUNT: $AwsAccountId(),
        SITE: $Format('{}-{}', $Var().site, stage),
        FILE: $File('settings.json').production.memory,
        RAW: $FileRaw('note.txt'),
        TIER: Tier.Large,
        LIST: ['a', 'b'].join(','),
        JSON: JSON.stringify({ a: 1 }),
        WHEN: new Date(0).toISOString(),
        ENV: process.env.NOT_SET ?? 'none'
      }
    })
  };
  if (stage !== 'production') resources.debugBucket = new Bucket({});
  return { variables: { site: 'blog' }, resources };
});
