package com.acme;

import java.util.Map;

public class Report {
  public Map<String, Object> handleRequest(Map<String, Object> event) {
    return event;
  }
}
