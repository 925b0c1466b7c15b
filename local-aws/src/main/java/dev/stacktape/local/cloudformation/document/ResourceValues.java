package dev.stacktape.local.cloudformation.document;

/** What the resources of a stack answer to {@code Ref} and {@code Fn::GetAtt}. */
public interface ResourceValues {
  /** What {@code Ref} gives. */
  Object ref(String logicalId);

  /** What {@code Fn::GetAtt} gives. */
  Object attribute(String logicalId, String attribute);
}
