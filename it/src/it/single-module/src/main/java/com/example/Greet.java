package com.example;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

public class Greet {
  public String handle(Map<String, Object> event) throws IOException {
    try (InputStream in = Greet.class.getResourceAsStream("/greeting.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
