package dev.stacktape.local.cloudformation;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ObjectReader;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.cloudformation.document.TemplateRules;
import dev.stacktape.local.cloudformation.record.Records;
import dev.stacktape.local.cloudformation.record.StoredValues;
import dev.stacktape.local.cloudformation.run.Engine;
import dev.stacktape.local.cloudformation.run.Providers;
import dev.stacktape.local.cloudformation.stack.Journal;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.QueryProtocol;
import dev.stacktape.local.http.XmlWriter;
import dev.stacktape.template.ResourceSchemas;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * AWS CloudFormation. Stacks, events and running operations are kept in the folder {@code
 * cloudformation}; an operation that an earlier process left behind is carried on when {@link
 * #carryOn()} is called or the first request comes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html">CloudFormation
 *     API</a>
 */
public final class CloudFormation implements AwsService {
  private static final QueryProtocol PROTOCOL =
      new QueryProtocol("http://cloudformation.amazonaws.com/doc/2010-05-15/");
  private static final String DEFAULT_REGION = "us-east-1";

  private final Journal journal;
  private final Engine engine;
  private final StackCalls stacks;
  private final RollbackCalls rollbacks;
  private final ChangeSetCalls changeSets;
  private final TemplateCalls templates;
  private final DriftCalls drift;
  private final AtomicBoolean carriedOn = new AtomicBoolean();

  /**
   * CloudFormation of an endpoint.
   *
   * @param providers what is real; every other type is a record with identifiers and attributes
   * @param objects where templates given by URL are read
   */
  public CloudFormation(
      LocalContext context, List<ResourceProvider> providers, ObjectReader objects) {
    ResourceSchemas schemas = ResourceSchemas.bundled();
    TemplateRules rules = new TemplateRules(schemas);
    TemplateSource source = new TemplateSource(objects);
    Inputs inputs = new Inputs(source, rules);
    this.journal = new Journal(context.folder("cloudformation"));
    this.engine = new Engine(context, journal, new Providers(schemas, providers));
    this.stacks = new StackCalls(engine, inputs, source);
    this.rollbacks = new RollbackCalls(stacks);
    this.changeSets = new ChangeSetCalls(engine, inputs, stacks);
    this.templates = new TemplateCalls(source, rules, schemas);
    this.drift = new DriftCalls(engine.providers(), context.clock());
  }

  /** Carries on what an earlier process left behind; only the first call does anything. */
  @Override
  public void carryOn() {
    if (carriedOn.compareAndSet(false, true)) {
      engine.carryOn();
    }
  }

  /** Waits until no operation runs any more. */
  public void awaitIdle() {
    engine.awaitIdle();
  }

  /** The values behind dynamic references in a region, to be put there by whoever has them. */
  public StoredValues values(String region) {
    return engine.region(region).values();
  }

  /** What stacks have made in a region as records, for the services that show them. */
  public Records records(String region) {
    return engine.region(region).records();
  }

  @Override
  public String signingName() {
    return "cloudformation";
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    carryOn();
    FormParameters form = FormParameters.of(request);
    String region = request.region().isEmpty() ? DEFAULT_REGION : request.region();
    Call call = new Call(form, engine.region(region));
    return switch (form.action()) {
      case "CreateStack" -> id(request, stacks.create(call));
      case "UpdateStack" -> id(request, stacks.update(call));
      case "RollbackStack" -> id(request, rollbacks.rollback(call));
      case "UpdateTerminationProtection" -> id(request, stacks.protect(call));
      case "DeleteStack" -> done(request, () -> stacks.delete(call));
      case "SetStackPolicy" -> done(request, () -> stacks.setPolicy(call));
      case "CancelUpdateStack" -> done(request, () -> rollbacks.cancelUpdate(call));
      case "ContinueUpdateRollback" ->
          doneWithResult(request, () -> rollbacks.continueRollback(call));
      case "CreateChangeSet" -> created(request, changeSets.create(call));
      case "ExecuteChangeSet" -> doneWithResult(request, () -> changeSets.execute(call));
      case "DeleteChangeSet" -> doneWithResult(request, () -> changeSets.delete(call));
      case "GetTemplate" -> result(request, templates.get(call));
      case "GetTemplateSummary" -> result(request, templates.summarize(call));
      case "DetectStackDrift" -> result(request, drift.detect(call));
      case "DescribeStackDriftDetectionStatus" -> result(request, drift.status(call));
      case "DescribeStackResourceDrifts" -> result(request, drift.resources(call));
      case "ValidateTemplate" -> result(request, templates.validate(call));
      default -> result(request, read(form.action(), call));
    };
  }

  private static Consumer<XmlWriter> read(String action, Call call) {
    return switch (action) {
      case "DescribeStacks" -> ReadingCalls.describeStacks(call);
      case "ListStacks" -> ReadingCalls.listStacks(call);
      case "DescribeStackEvents" -> ReadingCalls.describeStackEvents(call);
      case "DescribeStackResources" -> ReadingCalls.describeStackResources(call);
      case "DescribeStackResource" -> ReadingCalls.describeStackResource(call);
      case "ListStackResources" -> ReadingCalls.listStackResources(call);
      case "ListExports" -> ReadingCalls.listExports(call);
      case "ListImports" -> ReadingCalls.listImports(call);
      case "GetStackPolicy" -> ReadingCalls.getStackPolicy(call);
      case "DescribeChangeSet" -> ReadingCalls.describeChangeSet(call);
      case "ListChangeSets" -> ReadingCalls.listChangeSets(call);
      case "DescribeEvents" -> OperationEvents.describe(call);
      default ->
          throw new AwsError(
              400,
              "InvalidAction",
              "Could not find operation " + action + " for version 2010-05-15");
    };
  }

  private static AwsResponse id(AwsRequest request, String stackId) {
    return result(request, xml -> xml.text("StackId", stackId));
  }

  private static AwsResponse created(AwsRequest request, ChangeSetCalls.Found found) {
    return result(
        request,
        xml -> xml.text("Id", found.changeSet().id()).text("StackId", found.stack().state().id()));
  }

  private static AwsResponse result(AwsRequest request, Consumer<XmlWriter> result) {
    return PROTOCOL.ok(request, PROTOCOL.operation(request), result);
  }

  private static AwsResponse done(AwsRequest request, Runnable action) {
    action.run();
    return PROTOCOL.ok(request, PROTOCOL.operation(request));
  }

  /** For operations whose model has a result without anything in it. */
  private static AwsResponse doneWithResult(AwsRequest request, Runnable action) {
    action.run();
    return result(request, xml -> {});
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }

  /**
   * Ends all threads at their next step. What they were doing is carried on by the next process, as
   * after a {@code kill -9}.
   */
  @Override
  public void close() {
    engine.close();
  }
}
