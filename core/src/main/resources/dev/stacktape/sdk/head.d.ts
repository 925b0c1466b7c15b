// The types of the module "stacktape". Written by `mvn stacktape:schema`; do not edit.
declare module 'stacktape' {
  /** A directive as text: `$Secret('name')`. It may stand wherever its value may. */
  export type Directive = `$${string}(${string})${string}`;
  /** A directive of whose value a part can be asked for: `$Var().name`. */
  export type DirectiveWithPath = Directive & { readonly [part: string]: any };
  export type DirectiveArgument = string | number | boolean | Resource;

  /** What the function of a config is called with. */
  export type GetConfigParams = {
    projectName: string;
    stage: string;
    region: string;
    cliArgs: { [name: string]: any };
    command: string;
    awsProfile: string;
    user: { id: string; name: string; email: string };
  };
  export type GetConfigFunction = (params: GetConfigParams) => StacktapeConfig;

  /** Makes the config: `export default defineConfig(({ stage }) => ({ resources: { ... } }))`. */
  export function defineConfig<T extends GetConfigFunction | StacktapeConfig>(config: T): T;

  /** A function for a directive of your own, which stands under `directives`. */
  export function $CustomDirective(name: string): (...args: DirectiveArgument[]) => DirectiveWithPath;

  export const AWS_SES: 'aws:ses';

  /** Changes of CloudFormation resources: by name or logical id, then by path below `Properties`. */
  export type Overrides = { [child: string]: { [path: string]: any } };
  /** Functions that get the properties of a CloudFormation resource and give the changed ones. */
  export type Transforms = { [child: string]: (properties: any) => any };
  export type ResourceOptions = { overrides?: Overrides; transforms?: Transforms };
  export type EnvironmentMap = { [name: string]: string | number | boolean | undefined };

  /** What stands under `resources`; its key there is its name. */
  export class Resource {
    private readonly stacktapeResource: true;
    /** The name of the resource, which is also known before it stands under `resources`. */
    readonly resourceName: string;
    toString(): string;
  }

