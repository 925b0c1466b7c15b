import path from 'node:path';
import { existsSync, readFileSync } from 'fs';
import {
  $CfFormat,
  $CliArgs,
  $File,
  $Region,
  $ResourceParam,
  $Secret,
  $SsmParam,
  $Stage,
  $Var,
  DynamoDbTable,
  HttpApiGateway,
  HttpApiIntegration,
  LambdaFunction,
  SqsIntegration,
  SqsQueue,
  StacktapeLambdaBuildpackPackaging,
  defineConfig,
  type StacktapeConfig
} from 'stacktape';
import * as naming from './config/naming';
import limits from './config/limits.json';

enum Level {
  Info = 'info',
  Debug = 'debug'
}

class Team {
  #name: string;
  static readonly unknown = new Team('nobody');
  constructor(name: string) {
    this.#name = name;
  }
  get label(): string {
    return `team ${this.#name}`;
  }
}

const team = process.env.TEAM ? new Team(process.env.TEAM) : Team.unknown;
const title = `orders of ${team.label}`;

export default defineConfig(({ projectName, stage, region, cliArgs, command, awsProfile, user }): StacktapeConfig => {
  const api = new HttpApiGateway({});
  const table = new DynamoDbTable({ primaryKey: { partitionKey: { name: 'id', type: 'string' } } });
  const failed = new SqsQueue({});
  const jobs = new SqsQueue({
    redrivePolicy: { targetSqsQueueName: failed, maxReceiveCount: limits.retries },
    overrides: { sqsQueue: { DelaySeconds: 3 }, JobsQueue: { 'RedriveAllowPolicy.redrivePermission': 'allowAll' } }
  });

  const worker = new LambdaFunction({
    packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: './src/app.py' }),
    memory: limits.memory,
    connectTo: [table, jobs],
    environment: {
      TITLE: title,
      LEVEL: stage === 'production' ? Level.Info : Level.Debug,
      PREFIX: naming.prefix(projectName, stage),
      HOST: `https://${$Stage()}.${$Region()}.example.com`,
      SIZE: $CliArgs('size'),
      ALSO_SIZE: cliArgs.size,
      TABLE: table.arn,
      TABLE_TOO: $ResourceParam(table, 'name'),
      MIXED: `table ${table.arn} it's "quoted" {} of ${$Secret('db.password')}`,
      PASSWORD: $Secret(`db-${stage}.password`),
      PARAM: `${$SsmParam('/shop/size')}!`,
      FORMATTED: $CfFormat('{}/{}', api.url, 'orders'),
      FROM_FILE: $File('config/limits.json').concat('.name'),
      FROM_PROGRAM: "$File('config/values.ts').note",
      FROM_EXPORT: $File('config/values.ts:perStage'),
      FROM_VARIABLE: `${$Var()}.page.size`,
      FROM_DIRECTIVE: '$greeting("Ada", 3).text',
      CONTEXT: [region, command, awsProfile === '', typeof user.name].join(' '),
      NOTE: readFileSync(path.join(__dirname, 'config', 'note.txt'), 'utf8').trim(),
      HERE: existsSync('./config/none.txt'),
      PORT: 8080,
      UNSET: undefined
    },
    events: [
      new HttpApiIntegration({ httpApiGatewayName: api.resourceName, method: 'GET', path: '/orders' }),
      { type: 'http-api-gateway', properties: { httpApiGatewayName: 'api', method: 'POST', path: '/orders' } },
      new SqsIntegration({ sqsQueueName: jobs })
    ],
    transforms: {
      lambda: (properties) => ({ ...properties, MemorySize: properties.MemorySize * 2, Description: `made by ${command}` }),
      WorkerLogGroup: (properties) => {
        properties.RetentionInDays = 7;
        return properties;
      }
    }
  });

  return {
    variables: { page: { size: 25 } },
    directives: [{ name: 'greeting', filePath: 'config/directives.ts:greeting' }],
    resources: { api, table, failed, jobs, worker },
    stackConfig: {
      outputs: [{ name: 'apiUrl', value: `${api.url}/orders` }],
      tags: [{ name: 'team', value: team.label }]
    },
    finalTransform: (template) => {
      template.Metadata = { Resources: Object.keys(template.Resources).length };
      template.Resources.Alerts = {
        Type: 'AWS::SNS::Topic',
        Properties: { DisplayName: $ResourceParam('jobs', 'name') }
      };
      return template;
    }
  };
});
