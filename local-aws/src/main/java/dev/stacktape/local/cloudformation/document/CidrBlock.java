package dev.stacktape.local.cloudformation.document;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of addresses.
 *
 * @param first the first address as a number
 * @param prefix how many leading bits are fixed
 * @param width 32 for IPv4, 128 for IPv6
 */
record CidrBlock(BigInteger first, int prefix, int width) {

  static CidrBlock parse(String text) {
    // A literal address only: a host name would be looked up.
    boolean literal =
        text.matches("[0-9.]+/\\d{1,2}") || text.matches("[0-9a-fA-F:]*:[0-9a-fA-F:.]*/\\d{1,3}");
    if (!literal) {
      throw invalid(text);
    }
    int slash = text.indexOf('/');
    try {
      byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
      int width = address.length * 8;
      int prefix = Integer.parseInt(text.substring(slash + 1));
      if (prefix > width) {
        throw invalid(text);
      }
      int host = width - prefix;
      BigInteger first = new BigInteger(1, address).shiftRight(host).shiftLeft(host);
      return new CidrBlock(first, prefix, width);
    } catch (UnknownHostException e) {
      throw invalid(text);
    }
  }

  /** The first subnets whose host part has the given number of bits. */
  List<Object> subnets(int count, int bits) {
    int subnetPrefix = width - bits;
    boolean fits =
        count >= 1
            && count <= 256
            && subnetPrefix >= prefix
            && bits >= 1
            && BigInteger.ONE.shiftLeft(subnetPrefix - prefix).compareTo(BigInteger.valueOf(count))
                >= 0;
    if (!fits) {
      throw TemplateErrors.function(
          "Fn::Cidr cannot make "
              + count
              + " blocks of "
              + bits
              + " bits in "
              + text(first, prefix));
    }
    List<Object> subnets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      subnets.add(text(first.add(BigInteger.valueOf(i).shiftLeft(bits)), subnetPrefix));
    }
    return subnets;
  }

  private String text(BigInteger address, int prefixLength) {
    byte[] bytes = new byte[width / 8];
    byte[] number = address.toByteArray();
    int used = Math.min(number.length, bytes.length);
    System.arraycopy(number, number.length - used, bytes, bytes.length - used, used);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + prefixLength;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address of " + width + " bits", e);
    }
  }

  private static RuntimeException invalid(String text) {
    return TemplateErrors.function("Fn::Cidr: " + text + " is not a valid CIDR block");
  }
}
