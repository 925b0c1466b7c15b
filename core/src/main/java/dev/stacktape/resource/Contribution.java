package dev.stacktape.resource;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.name.LogicalId;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.ResourceOrigin;

/** One resource while it adds what it is made of to the template. */
public final class Contribution<P extends Record> {
  private final Resource<P> resource;
  private final StackView stack;
  private final Draft draft;

  /** What is added goes to {@code draft}. */
  public Contribution(Resource<P> resource, StackView stack, Draft draft) {
    this.resource = resource;
    this.stack = stack;
    this.draft = draft;
  }

  /** What is being built. */
  public Resource<P> resource() {
    return resource;
  }

  /** Its name. */
  public String name() {
    return resource.name();
  }

  /** What the config says about it. */
  public P properties() {
    return resource.properties();
  }

  /** What it is part of. */
  public StackView stack() {
    return stack;
  }

  /**
   * Adds a CloudFormation resource.
   *
   * @param origin the path below {@code properties:} that asks for it; without one the resource
   *     itself does
   */
  public void add(String logicalId, CfnResource cfnResource, Object... origin) {
    draft.add(logicalId, cfnResource, new ResourceOrigin(resource.owner(), resource.at(origin)));
  }

  /**
   * Adds a CloudFormation resource that a stack has once, for all that need it; the first who asks
   * adds it, and all must ask for the same.
   */
  public void share(String logicalId, CfnResource cfnResource) {
    draft.share(logicalId, cfnResource, new ResourceOrigin(null, resource.location()));
  }

  /**
   * Where it adds what AWS takes from {@link Target#EDGE_REGION} only, such as certificates of
   * CDNs: to the stack itself if it is there, otherwise to its companion, which is deployed
   * together with it.
   */
  public Contribution<P> atEdge() {
    return stack.target().isAtEdge()
        ? this
        : new Contribution<>(resource, stack, draft.companion());
  }

  /**
   * A value of what was added {@link #atEdge}, as this template knows it: where that is the
   * companion's, a parameter that gets it.
   *
   * @param name unique in the stack; the name of the parameter
   * @param value as the template knows it that the resource is in
   */
  public Object fromEdge(String name, Object value) {
    if (stack.target().isAtEdge()) {
      return value;
    }
    draft.companion().addOutput(name, new Tree().with("Value", value).build());
    return Fn.ref(name);
  }

  /**
   * Asks for what only AWS knows; the template gets its parameters, and can refer to them by {@code
   * Ref}.
   *
   * @param place where the config asks for it, and where a problem with it is shown
   */
  public void lookUp(Lookup lookup, Location place) {
    draft.lookUp(lookup, place);
  }

  /** Adds something to build. */
  public void add(ArtifactSpec artifact) {
    draft.add(artifact);
  }

  /** Shows what belongs to the stack as a whole after a deployment. */
  public void shareOutput(String key, Object value, String description) {
    draft.addOutput(key, new Tree().with("Description", description).with("Value", value).build());
  }

  /** Adds files to bring into a bucket after a deployment. */
  public void add(ContentUpload content) {
    draft.add(content);
  }

  /** Tells something to the pages among the files that this resource brings into its bucket. */
  public void add(PageVariables variables) {
    draft.add(name(), variables);
  }

  /** Shows a parameter after a deployment. */
  public void output(String param, Object value, String description) {
    draft.addOutput(
        LogicalId.output(name(), param),
        new Tree().with("Description", description).with("Value", value).build());
  }
}
