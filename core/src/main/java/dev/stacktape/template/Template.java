package dev.stacktape.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudFormation template. Immutable; the order of resources and outputs is kept, so that the
 * same config always gives the same bytes.
 *
 * @param description shown by AWS's console; names the stack as ours
 * @param resources by logical id
 * @param outputs by output key; each a tree with {@code Value} and, when given, {@code Description}
 *     and {@code Export}
 * @param sections every other top-level section as in the document: {@code Parameters}, {@code
 *     Conditions}, {@code Mappings}, {@code Metadata}, {@code Rules}, {@code Transform}
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">Template
 *     sections</a>
 */
public record Template(
    @Nullable String description,
    Map<String, CfnResource> resources,
    Map<String, Object> outputs,
    Map<String, Object> sections) {

  /** CloudFormation's limit on resources in one template. */
  public static final int MAX_RESOURCES = 500;

  /** The largest template that can be sent inline, in bytes; a larger one goes through S3. */
  public static final int MAX_INLINE_BYTES = 51_200;

  /** The largest template that CloudFormation takes from S3, in bytes. */
  public static final int MAX_BYTES = 1_000_000;

  public Template {
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
  }

  /** A template without resources, as a stack that does not exist has. */
  public static Template empty() {
    return new Template(null, Map.of(), Map.of(), Map.of());
  }

  /** The same template with other resources. */
  public Template withResources(Map<String, CfnResource> newResources) {
    return new Template(description, newResources, outputs, sections);
  }

  /**
   * The same template with the values of parameters in place of what refers to them; parameters
   * that it does not declare are left out of account. For comparing only: what is deployed keeps
   * its parameters.
   */
  public Template withParameterValues(Map<String, String> values) {
    return ParameterValues.of(this, values).in(this);
  }

  /** The same template with other outputs. */
  public Template withOutputs(Map<String, Object> newOutputs) {
    return new Template(description, resources, newOutputs, sections);
  }
}
