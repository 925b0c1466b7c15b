package dev.stacktape.resource.catalog;

import static dev.stacktape.config.ConfigCode.RESOURCE_TYPE_NOT_SUPPORTED;

import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import java.util.List;
import java.util.Optional;

/**
 * A type whose configs can be read and checked, but that cannot be deployed yet.
 *
 * @param params what others can refer to; the values are known to the type that will be built
 * @param connectable whether workloads can name it under {@code connectTo}
 */
record Undeployable<P extends Record>(
    String word, Class<P> propertiesType, List<String> params, boolean connectable)
    implements ResourceType<P> {

  @Override
  public Params params(Resource<P> resource, StackView stack) {
    Params all = Params.none();
    for (String param : params) {
      all = all.with(param, param);
    }
    return all;
  }

  @Override
  public Optional<Access> access(Resource<P> resource, StackView stack) {
    return connectable
        ? Optional.of(new Access(List.of(), params(resource, stack).values()))
        : Optional.empty();
  }

  @Override
  public void checkSupport(Inspection<P> inspection) {
    Resource<P> resource = inspection.resource();
    inspection.reportAt(
        RESOURCE_TYPE_NOT_SUPPORTED
            .error(
                "`%s` is valid, but resources of the type `%s` cannot be deployed yet."
                    .formatted(resource.name(), word))
            .hint("Write what it consists of under `cloudformationResources` for now."),
        resource.location());
  }

  @Override
  public void contribute(Contribution<P> contribution) {
    throw new IllegalStateException(word + " is refused before anything is added to a template");
  }
}
