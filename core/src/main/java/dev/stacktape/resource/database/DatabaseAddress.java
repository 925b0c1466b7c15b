package dev.stacktape.resource.database;

import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.Map;

/** The forms in which clients take the address of a database, with user and password. */
record DatabaseAddress(Product product, MasterPassword password) {

  /** {@code postgresql://user:password@host:port/database} and its like. */
  Object plain(Object host) {
    String text =
        product.dialect() == Dialect.SQL_SERVER
            ? "sqlserver://${host}:%d;user=${username};password=${password}"
                .formatted(product.port())
            : "%s://${username}:${password}@${host}:%d/%s"
                .formatted(product.dialect().scheme(), product.port(), product.dbName());
    return filled(text, host);
  }

  /** For JDBC drivers. */
  Object jdbc(Object host) {
    String text =
        switch (product.dialect()) {
          case SQL_SERVER ->
              "jdbc:sqlserver://${host}:%d;user=${username};password=${password}"
                  .formatted(product.port());
          case ORACLE ->
              "jdbc:oracle:thin:${username}/${password}@${host}:%d:%s"
                  .formatted(product.port(), product.dbName());
          case POSTGRESQL, MYSQL, MARIADB ->
              "jdbc:%s://${host}:%d/%s?user=${username}&password=${password}"
                  .formatted(product.dialect().scheme(), product.port(), product.dbName());
        };
    return filled(text, host);
  }

  private Map<String, Object> filled(String text, Object host) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("username", password.user());
    variables.put("password", password.inAddress());
    variables.put("host", host);
    return Fn.sub(text, variables);
  }
}
