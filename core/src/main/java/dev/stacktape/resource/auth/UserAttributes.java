package dev.stacktape.resource.auth;

import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the users of a pool. */
final class UserAttributes {
  private UserAttributes() {}

  /** What users may sign in with. */
  static List<String> userNames(UserPoolProperties pool) {
    List<String> names = new ArrayList<>();
    if (!Boolean.FALSE.equals(pool.allowPhoneNumberAsUserName())) {
      names.add("phone_number");
    }
    if (!Boolean.FALSE.equals(pool.allowEmailAsUserName())) {
      names.add("email");
    }
    return names;
  }

  static List<Map<String, Object>> schema(UserPoolProperties pool) {
    return pool.schema().stream()
        .map(
            attribute ->
                new Tree()
                    .with("Name", attribute.name())
                    .with("AttributeDataType", attribute.attributeDataType())
                    .with("DeveloperOnlyAttribute", attribute.developerOnlyAttribute())
                    .with("Mutable", attribute.mutable())
                    .with("Required", attribute.required())
                    .with(
                        "NumberAttributeConstraints",
                        limits("Value", attribute.numberMinValue(), attribute.numberMaxValue()))
                    .with(
                        "StringAttributeConstraints",
                        limits("Length", attribute.stringMinLength(), attribute.stringMaxLength()))
                    .build())
        .toList();
  }

  /** Cognito wants them as text. */
  private static Tree limits(String what, @Nullable Number min, @Nullable Number max) {
    return new Tree().with("Min" + what, text(min)).with("Max" + what, text(max));
  }

  private static @Nullable String text(@Nullable Number number) {
    if (number == null) {
      return null;
    }
    boolean whole = number.doubleValue() == Math.rint(number.doubleValue());
    return whole ? String.valueOf(number.longValue()) : String.valueOf(number.doubleValue());
  }
}
