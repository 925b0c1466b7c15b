package dev.stacktape.plan;

import java.util.Locale;

/**
 * In which of its modes CloudFormation executes a change set, and why.
 *
 * @param why a clause without a full stop, such as {@code the stage `dev` is not protected}
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-express-mode.html">Express
 *     mode</a>
 */
public record DeploymentMode(Kind kind, String why) {

  /** AWS's modes. */
  public enum Kind {
    /** A resource is complete when it is ready. */
    STANDARD,
    /** A resource is complete when its configuration is applied, and may not be ready yet. */
    EXPRESS
  }

  /** The mode that waits for everything. */
  public static DeploymentMode standard(String why) {
    return new DeploymentMode(Kind.STANDARD, why);
  }

  /** The quicker one. */
  public static DeploymentMode express(String why) {
    return new DeploymentMode(Kind.EXPRESS, why);
  }

  /** Whether somebody has to look afterwards what is ready. */
  public boolean isExpress() {
    return kind == Kind.EXPRESS;
  }

  /** Its name in a sentence: {@code express mode}. */
  public String words() {
    return kind.name().toLowerCase(Locale.ROOT) + " mode";
  }
}
