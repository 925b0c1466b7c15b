import { defineConfig, LambdaFunction, DynamoDbTable, StacktapeLambdaBuildpackPackaging, type LambdaFunctionProps } from 'stacktape';
class Service {
  private readonly table = new DynamoDbTable({ primaryKey: { partitionKey: { name: 'id', type: 'string' } } });
  constructor(private readonly name: string) {}
  fn(entry: string, more: Partial<LambdaFunctionProps> = {}) {
    return new LambdaFunction({ packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: entry }), connectTo: [this.table], ...more });
  }
  get resources() {
    return { [`${this.name}Table`]: this.table, [`${this.name}Fn`]: this.fn('./src/main.ts', { memory: 256 }) };
  }
}
const services = ['users', 'orders'].map((name) => new Service(name));
export default defineConfig(() => ({ resources: services.reduce((all, s) => ({ ...all, ...s.resources }), {} as Record<string, any>) }));
