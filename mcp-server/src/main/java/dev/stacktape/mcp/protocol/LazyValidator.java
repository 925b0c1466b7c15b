package dev.stacktape.mcp.protocol;

import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's check of arguments and answers, made when the first tool is called. Clients wait for
 * the answer to {@code initialize}, and the library behind the check is a quarter of all that would
 * be loaded before it. The SDK also checks the schemas of tools at each start; those are always the
 * same ones, and a test has checked them.
 */
final class LazyValidator implements JsonSchemaValidator {
  private volatile @Nullable JsonSchemaValidator validator;

  @Override
  public ValidationResponse validate(Map<String, Object> schema, Object content) {
    return validator().validate(schema, content);
  }

  @Override
  public ValidationResponse validateSchema(Map<String, Object> schema) {
    return ValidationResponse.asValid(null);
  }

  private JsonSchemaValidator validator() {
    JsonSchemaValidator made = validator;
    if (made == null) {
      // Twice at worst; both are the same.
      made = new DefaultJsonSchemaValidator();
      validator = made;
    }
    return made;
  }
}
