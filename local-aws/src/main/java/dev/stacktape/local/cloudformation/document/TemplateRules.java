package dev.stacktape.local.cloudformation.document;

import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What CloudFormation refuses before it begins: types, names and functions that do not exist. */
public final class TemplateRules {
  private static final List<String> FUNCTIONS =
      List.of(
          "Fn::Base64",
          "Fn::Cidr",
          "Fn::FindInMap",
          "Fn::GetAZs",
          "Fn::GetAtt",
          "Fn::ImportValue",
          "Fn::If",
          "Fn::Join",
          "Fn::Select",
          "Fn::Split",
          "Fn::Sub",
          "Fn::And",
          "Fn::Or",
          "Fn::Not",
          "Fn::Equals");
  private static final Set<String> EXTENSIONS = Set.of("Fn::Length", "Fn::ToJsonString");
  private static final Set<String> NAMED_BY =
      Set.of("RoleName", "UserName", "GroupName", "ManagedPolicyName", "InstanceProfileName");
  private static final Set<String> IAM_TYPES =
      Set.of(
          "AWS::IAM::AccessKey",
          "AWS::IAM::Group",
          "AWS::IAM::GroupPolicy",
          "AWS::IAM::InstanceProfile",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::IAM::RolePolicy",
          "AWS::IAM::User",
          "AWS::IAM::UserPolicy",
          "AWS::IAM::UserToGroupAddition");

  private final ResourceSchemas schemas;

  /** Rules against AWS's resource types. */
  public TemplateRules(ResourceSchemas schemas) {
    this.schemas = schemas;
  }

  /** Refuses what holds for no parameter values. */
  public void check(TemplateDocument template) {
    checkTransforms(template);
    checkTypes(template);
    checkFunctions(template);
    checkConditions(template);
    checkReferences(template);
  }

  /** The capabilities that a template needs: at most one of the two for IAM, and auto expand. */
  public static Set<String> requiredCapabilities(TemplateDocument template) {
    Set<String> required = new LinkedHashSet<>();
    List<ResourceEntry> iam = iamResources(template);
    boolean named =
        iam.stream()
            .anyMatch(entry -> entry.properties().keySet().stream().anyMatch(NAMED_BY::contains));
    if (!iam.isEmpty()) {
      required.add(named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM");
    }
    if (!template.transforms().isEmpty()) {
      required.add("CAPABILITY_AUTO_EXPAND");
    }
    return required;
  }

  /** Why a template needs a capability, in CloudFormation's words; null when it needs none. */
  public static @Nullable String capabilitiesReason(TemplateDocument template) {
    List<String> types =
        iamResources(template).stream().map(ResourceEntry::type).distinct().toList();
    return types.isEmpty()
        ? null
        : "The following resource(s) require capabilities: [" + String.join(", ", types) + "]";
  }

  private static List<ResourceEntry> iamResources(TemplateDocument template) {
    return template.resources().values().stream()
        .filter(entry -> IAM_TYPES.contains(entry.type()))
        .toList();
  }

  private static void checkTransforms(TemplateDocument template) {
    for (String transform : template.transforms()) {
      if (!transform.equals(TemplateDocument.LANGUAGE_EXTENSIONS)) {
        throw TemplateErrors.invalid(
            "No transform named "
                + transform
                + " found. The embedded AWS runs no macros; only "
                + TemplateDocument.LANGUAGE_EXTENSIONS
                + " is understood.");
      }
    }
  }

  private void checkTypes(TemplateDocument template) {
    List<String> unknown =
        template.resources().values().stream()
            .map(ResourceEntry::type)
            .distinct()
            .filter(type -> schemas.find(type) == null)
            .toList();
    if (!unknown.isEmpty()) {
      throw TemplateErrors.format(
          "Unrecognized resource types: [" + String.join(", ", unknown) + "]");
    }
  }

  private static void checkFunctions(TemplateDocument template) {
    Stream.of(
            template.conditions().values(),
            template.outputs().values(),
            template.resources().values().stream().map(ResourceEntry::properties).toList())
        .flatMap(Collection::stream)
        .forEach(tree -> checkFunctions(tree, template.hasLanguageExtensions()));
  }

  private static void checkFunctions(Object tree, boolean extensions) {
    Map<String, Object> map = Trees.map(tree);
    if (map != null) {
      map.forEach(
          (key, value) -> {
            checkFunction(key, extensions);
            if (value != null) {
              checkFunctions(value, extensions);
            }
          });
    } else if (tree instanceof List<?> list) {
      list.forEach(item -> checkFunctions(item, extensions));
    }
  }

  private static void checkFunction(String key, boolean extensions) {
    if (key.startsWith("Fn::ForEach")) {
      throw TemplateErrors.function(
          "Fn::ForEach is not understood by the embedded AWS; write the resources out");
    }
    if (key.equals("Fn::Transform")) {
      throw TemplateErrors.function(
          "Fn::Transform is not understood: the embedded AWS runs no macros");
    }
    boolean known = FUNCTIONS.contains(key) || (extensions && EXTENSIONS.contains(key));
    if (key.startsWith("Fn::") && !known) {
      throw TemplateErrors.function(
          "Encountered unsupported function: "
              + key
              + " Supported functions are: ["
              + String.join(", ", FUNCTIONS)
              + "]");
    }
  }

  private static void checkConditions(TemplateDocument template) {
    template
        .conditions()
        .forEach(
            (name, tree) ->
                Reference.in(tree).stream()
                    .filter(Reference.Ref.class::isInstance)
                    .map(reference -> ((Reference.Ref) reference).name())
                    .filter(
                        ref -> !template.parameters().containsKey(ref) && !ref.startsWith("AWS::"))
                    .findFirst()
                    .ifPresent(
                        ref -> {
                          throw TemplateErrors.format(
                              "Unresolved dependencies ["
                                  + ref
                                  + "]. Cannot reference resources in the Conditions block of the"
                                  + " template");
                        }));
    Set<String> unknown = new LinkedHashSet<>();
    for (ResourceEntry entry : template.resources().values()) {
      if (entry.condition() != null) {
        unknown.add(entry.condition());
      }
      conditionsIn(entry.properties(), unknown);
    }
    template.conditions().values().forEach(tree -> conditionsIn(tree, unknown));
    unknown.removeAll(template.conditions().keySet());
    if (!unknown.isEmpty()) {
      throw TemplateErrors.format(
          "Unresolved condition dependency "
              + unknown.iterator().next()
              + " in the Conditions block of the template");
    }
  }

  private static void conditionsIn(Object tree, Set<String> names) {
    Map.Entry<String, Object> only = Trees.only(tree);
    if (only != null
        && only.getKey().equals("Condition")
        && only.getValue() instanceof String name) {
      names.add(name);
      return;
    }
    if (only != null
        && only.getKey().equals("Fn::If")
        && only.getValue() instanceof List<?> list
        && !list.isEmpty()) {
      names.add(String.valueOf(list.get(0)));
    }
    Map<String, Object> map = Trees.map(tree);
    if (map != null) {
      map.values().forEach(value -> conditionsIn(value, names));
    } else if (tree instanceof List<?> items) {
      items.forEach(item -> conditionsIn(item, names));
    }
  }

  private void checkReferences(TemplateDocument template) {
    Set<String> unresolved = new LinkedHashSet<>();
    for (ResourceEntry entry : template.resources().values()) {
      unresolved.addAll(unresolved(template, entry.properties()));
      entry.dependsOn().stream()
          .filter(name -> !template.resources().containsKey(name))
          .forEach(unresolved::add);
    }
    refuseUnresolved(unresolved, "Resources");
    Set<String> inOutputs = new LinkedHashSet<>();
    template.outputs().values().forEach(tree -> inOutputs.addAll(unresolved(template, tree)));
    refuseUnresolved(inOutputs, "Outputs");
  }

  private List<String> unresolved(TemplateDocument template, Object tree) {
    List<String> names = new ArrayList<>();
    for (Reference reference : Reference.in(tree)) {
      if (reference instanceof Reference.Ref ref && !isKnown(template, ref.name())) {
        names.add(ref.name());
      } else if (reference instanceof Reference.Attribute attribute) {
        checkAttribute(template, attribute);
      }
    }
    return names;
  }

  private static boolean isKnown(TemplateDocument template, String name) {
    return template.resources().containsKey(name)
        || template.parameters().containsKey(name)
        || BoundTemplate.PSEUDO_PARAMETERS.contains(name);
  }

  private void checkAttribute(TemplateDocument template, Reference.Attribute attribute) {
    ResourceEntry entry = template.resources().get(attribute.logicalId());
    if (entry == null) {
      throw TemplateErrors.function(
          "instance of Fn::GetAtt references undefined resource " + attribute.logicalId());
    }
    ResourceSchema schema = schemas.find(entry.type());
    if (schema != null && !supports(schema, attribute.attribute())) {
      throw TemplateErrors.function(
          "resource "
              + attribute.logicalId()
              + " does not support attribute type "
              + attribute.attribute()
              + " in Fn::GetAtt");
    }
  }

  /** An attribute of an attribute is allowed: the schema knows only some of them. */
  private static boolean supports(ResourceSchema schema, String attribute) {
    return schema.takesAnyProperty()
        || (schema.type().equals("AWS::CloudFormation::Stack") && attribute.startsWith("Outputs."))
        || schema.attributes().keySet().stream()
            .anyMatch(known -> attribute.equals(known) || attribute.startsWith(known + "."));
  }

  private static void refuseUnresolved(Set<String> names, String block) {
    if (!names.isEmpty()) {
      throw TemplateErrors.format(
          "Unresolved resource dependencies ["
              + String.join(", ", names)
              + "] in the "
              + block
              + " block of the template");
    }
  }
}
