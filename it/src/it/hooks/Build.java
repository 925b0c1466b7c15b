import java.nio.file.Files;
import java.nio.file.Path;

class Build {
  public static void main(String[] args) throws Exception {
    System.out.println("built for " + System.getenv("STP_HOOK_TRIGGER"));
    Files.writeString(Path.of("built.txt"), "built");
  }
}
