package dev.stacktape.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What AWS says of one resource type.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html">Resource
 *     type schema</a>
 */
public final class ResourceSchema {
  private final String type;
  private final List<String> primaryIdentifier;
  private final List<String> refIdentifier;
  private final boolean stateful;
  private final @Nullable TagSchema tagging;
  private final @Nullable String scrutiny;
  private final Set<String> replacedBy;
  private final Map<String, PropertySchema> properties;
  private final Map<String, PropertyType> attributes;
  private final Map<String, Map<String, PropertySchema>> definitions;

  ResourceSchema(
      String type,
      List<String> primaryIdentifier,
      List<String> refIdentifier,
      boolean stateful,
      @Nullable TagSchema tagging,
      @Nullable String scrutiny,
      Set<String> replacedBy,
      Map<String, PropertySchema> properties,
      Map<String, PropertyType> attributes,
      Map<String, Map<String, PropertySchema>> definitions) {
    this.type = type;
    this.primaryIdentifier = primaryIdentifier;
    this.refIdentifier = refIdentifier;
    this.stateful = stateful;
    this.tagging = tagging;
    this.scrutiny = scrutiny;
    this.replacedBy = replacedBy;
    this.properties = properties;
    this.attributes = attributes;
    this.definitions = definitions;
  }

  /** Such as {@code AWS::Lambda::Function}. */
  public String type() {
    return type;
  }

  /** The properties that a template may set, in alphabetical order. */
  public Map<String, PropertySchema> properties() {
    return properties;
  }

  /**
   * The names of the properties or attributes that tell one resource of the type from another.
   * Empty for the few types whose identifier AWS does not publish.
   */
  public List<String> primaryIdentifier() {
    return primaryIdentifier;
  }

  /** The names of the properties or attributes that {@code Ref} returns. */
  public List<String> refIdentifier() {
    return refIdentifier;
  }

  /** What {@code Fn::GetAtt} can ask for, by dotted name such as {@code Endpoint.Address}. */
  public Map<String, PropertyType> attributes() {
    return attributes;
  }

  /** Whether {@code Fn::GetAtt} can ask for a dotted name. */
  public boolean hasAttribute(String dottedName) {
    if (takesAnyProperty()
        || attributes.containsKey(dottedName)
        || SchemaCorrections.hasAttribute(type, dottedName)) {
      return true;
    }
    int dot = dottedName.lastIndexOf('.');
    return dot > 0 && leadsInto(dottedName.substring(0, dot), dottedName.substring(dot + 1));
  }

  private boolean leadsInto(String outer, String inner) {
    if (SchemaCorrections.hasOpenAttribute(type, outer)) {
      return true;
    }
    PropertyType outerType = attributes.get(outer);
    return outerType instanceof PropertyType.MapOf
        || outerType instanceof PropertyType.Json
        || (outerType instanceof PropertyType.Nested nested
            && definition(nested.definition()).containsKey(inner));
  }

  /** Whether data is lost with the resource. */
  public boolean stateful() {
    return stateful;
  }

  /** How the type takes tags, null where it takes none. */
  public @Nullable TagSchema tagging() {
    return tagging;
  }

  /** Why the type is security-sensitive, such as {@code ResourcePolicyResource}; mostly null. */
  public @Nullable String scrutiny() {
    return scrutiny;
  }

  /**
   * The properties of a nested type.
   *
   * @param name as in {@link PropertyType.Nested}
   */
  public Map<String, PropertySchema> definition(String name) {
    Map<String, PropertySchema> definition = definitions.get(name);
    if (definition == null) {
      throw new IllegalArgumentException("'" + name + "' is no nested type of " + type);
    }
    return definition;
  }

  /** Whether properties beyond the listed ones are taken: custom resources hand them on. */
  public boolean takesAnyProperty() {
    return type.equals(ResourceSchemas.CUSTOM_RESOURCE) || type.startsWith("Custom::");
  }

  /**
   * What changing the value at a path means: the gravest of all that is said of the properties on
   * the way. A path that the schema does not know counts as {@link Replacement#NO} from there on.
   *
   * @param dottedPath property names, list positions and map keys joined by dots, such as {@code
   *     Code.S3Key} or {@code Tags.0.Value}
   */
  public Replacement replacementOf(String dottedPath) {
    List<String> steps = Arrays.asList(dottedPath.split("\\.", -1));
    return isAlsoReplacedBy(steps) ? Replacement.YES : replacement(properties, steps);
  }

  private Replacement replacement(Map<String, PropertySchema> of, List<String> steps) {
    PropertySchema property = steps.isEmpty() ? null : of.get(steps.get(0));
    if (property == null) {
      return Replacement.NO;
    }
    return property
        .replacement()
        .or(replacementWithin(property.type(), steps.subList(1, steps.size())));
  }

  private Replacement replacementWithin(PropertyType valueType, List<String> steps) {
    if (steps.isEmpty()) {
      return Replacement.NO;
    }
    List<String> rest = steps.subList(1, steps.size());
    if (valueType instanceof PropertyType.ListOf list) {
      return replacementWithin(list.element(), rest);
    }
    if (valueType instanceof PropertyType.MapOf map) {
      return replacementWithin(map.element(), rest);
    }
    if (valueType instanceof PropertyType.Nested nested) {
      return replacement(definition(nested.definition()), steps);
    }
    if (valueType instanceof PropertyType.OneOf choice) {
      return choice.members().stream()
          .map(member -> replacementWithin(member, steps))
          .reduce(Replacement.NO, Replacement::or);
    }
    return Replacement.NO;
  }

  private boolean isAlsoReplacedBy(List<String> steps) {
    return replacedBy.stream().map(path -> path.split("\\.")).anyMatch(path -> covers(path, steps));
  }

  private static boolean covers(String[] pattern, List<String> steps) {
    if (steps.size() < pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (!pattern[i].equals("*") && !pattern[i].equals(steps.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * What AWS would refuse in a resource's properties. Intrinsic functions are taken for whatever is
   * wanted as long as they can give it; a number is taken for a string and the other way round
   * where CloudFormation converts.
   */
  public List<SchemaViolation> check(Map<String, Object> resourceProperties) {
    return new SchemaCheck(this).check(resourceProperties);
  }

  /** The same rules under another name, for {@code Custom::...} types. */
  ResourceSchema named(String otherType) {
    return new ResourceSchema(
        otherType,
        primaryIdentifier,
        refIdentifier,
        stateful,
        tagging,
        scrutiny,
        replacedBy,
        properties,
        attributes,
        definitions);
  }
}
