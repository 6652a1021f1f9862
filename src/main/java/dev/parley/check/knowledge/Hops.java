package dev.parley.check.knowledge;

import dev.parley.core.Printable;
import dev.parley.protocol.Header;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signs by which an HTTP answer gives away who made it, a row each. */
public final class Hops {
    /** A header, or words on a page if that is null, that a product leaves. */
    private record Sign(String product, Hop.Place place, String header, Pattern text) {}

    private static final List<Sign> SIGNS = List.of(
            header("nginx", "Server", "(?i)^(nginx|openresty).*"),
            header("Apache httpd", "Server", "(?i)^Apache(/2.*|$)"),
            header("HAProxy", "Server", "(?i).*haproxy.*"),
            header("Squid", "X-Squid-Error", ".*"),
            header("Squid", "Via", "(?i).*squid.*"),
            header("Squid", "Server", "(?i)^squid.*"),
            header("Squid", "Cache-Status", "(?i).*squid.*"),
            header("Squid", "X-Cache-Lookup", "(HIT|MISS|NONE) from .*"),
            header("Envoy", "Server", "(?i)^(envoy|istio-envoy).*"),
            header("Envoy", "X-Envoy-Upstream-Service-Time", ".*"),
            header("Cloudflare", "CF-Ray", ".*"),
            header("Cloudflare", "Server", "(?i)^cloudflare.*"),
            header("CloudFront", "X-Amz-Cf-Id", ".*"),
            header("CloudFront", "X-Cache", "(?i).*\\bfrom cloudfront.*"),
            header("AWS ALB", "Server", "(?i)^awselb/.*"),
            header("AWS API Gateway", "X-Amz-Apigw-Id", ".*"),
            header("GCP external HTTP(S) LB", "Via", "(?i).*\\b1\\.1 google.*"),
            header("Azure Front Door", "X-Azure-Ref", ".*"),
            header("Azure Application Gateway", "Server", "(?i)^Microsoft-Azure-Application-Gateway.*"),
            header("IIS", "Server", "(?i)^Microsoft-IIS/.*"),
            header("Fastly", "X-Served-By", "(?i)^cache-.*"),
            header("Varnish", "X-Varnish", ".*"),
            header("Varnish", "Via", "(?i).*varnish.*"),
            header("Kong Gateway", "Via", "(?i).*kong.*"),
            header("Kong Gateway", "X-Kong-Upstream-Latency", ".*"),
            header("Caddy", "Server", "(?i)^caddy.*"),
            header("Traefik", "Server", "(?i)^traefik.*"),
            header("Heroku", "Via", "(?i).*vegur.*"),
            header("Fly.io", "Fly-Request-Id", ".*"),
            server("Jetty", "Server", "(?i)^jetty.*"),
            server("Tomcat", "Server", "(?i)^apache-coyote.*"),
            server("Payara", "Server", "(?i)^payara.*"),
            server("Payara", "X-Powered-By", "(?i).*\\(payara server.*"),
            server("GlassFish", "Server", "(?i).*glassfish.*"),
            server("GlassFish", "X-Powered-By", "(?i).*\\([^)]*glassfish.*"),
            server("WildFly", "Server", "(?i)^(wildfly|undertow).*"),
            server("Node", "X-Powered-By", "(?i)^express.*"),
            server("Python websockets", "Server", "(?i).*websockets/.*"),
            server("uvicorn", "Server", "(?i)^uvicorn.*"),
            page("nginx", Hop.Place.BETWEEN, "<center>(nginx[^<]*|openresty[^<]*)</center>"),
            page("Apache httpd", Hop.Place.BETWEEN, "<address>(Apache/2[^<]*)</address>"),
            page(
                    "HAProxy",
                    Hop.Place.BETWEEN,
                    "(Your browser sent an invalid request\\.|No server is available to handle this request\\.|"
                            + "The server didn't respond in time\\.|Request forbidden by administrative rules\\.)"),
            page("Squid", Hop.Place.BETWEEN, "(<body id=\"?ERR_[A-Z_]+|Generated [^<]*\\(squid[^<]*)"),
            page(
                    "Envoy",
                    Hop.Place.BETWEEN,
                    "(upstream connect error or disconnect/reset before headers|no healthy upstream)"),
            page("Varnish", Hop.Place.BETWEEN, "(Guru Meditation)"),
            page("Tomcat", Hop.Place.SERVER, "<h3>(Apache Tomcat/[^<]*)</h3>"),
            page("Jetty", Hop.Place.SERVER, "Powered by (Jetty[^<]*)"));

    private static final List<String> CONTAINERS =
            List.of("Tomcat", "Payara", "GlassFish", "Jetty", "WildFly", "Open Liberty");

    private Hops() {}

    /** Returns who the headers and the page of an answer speak of, each once, in the order in which they say it. */
    public static List<Hop> of(List<Header> headers, String body) {
        List<Hop> hops = new ArrayList<>();
        for (Header header : headers) {
            for (Sign sign : SIGNS) {
                if (header.name().equalsIgnoreCase(sign.header())
                        && sign.text().matcher(header.value()).matches()) {
                    add(hops, sign, "an answer says '" + Printable.cut(header.toString(), 80) + "'");
                }
            }
        }
        for (Sign sign : SIGNS) {
            Matcher found = sign.text().matcher(body);
            if (sign.header() == null && found.find()) {
                add(hops, sign, "a page says '" + Printable.cut(found.group(1), 60) + "'");
            }
        }
        return hops;
    }

    /** Returns the server that a Parley says it runs in, by a name like {@code Apache Tomcat/10.1.59}. */
    public static Hop container(String name) {
        String shown = Printable.cut(name, 60);
        for (String product : CONTAINERS) {
            if (name.toLowerCase(Locale.ROOT)
                    .contains(product.replace("Open ", "").toLowerCase(Locale.ROOT))) {
                return new Hop(product, "Parley runs in '" + shown + "'", Hop.Place.CONTAINER);
            }
        }
        return new Hop(shown, "Parley runs in it", Hop.Place.CONTAINER);
    }

    /** Returns all products that are recognised. */
    static Set<String> products() {
        Set<String> products = new HashSet<>(CONTAINERS);
        products.add("Parley");
        SIGNS.forEach(sign -> products.add(sign.product()));
        return products;
    }

    private static void add(List<Hop> hops, Sign sign, String evidence) {
        if (hops.stream().noneMatch(hop -> hop.product().equals(sign.product()))) {
            hops.add(new Hop(sign.product(), evidence, sign.place()));
        }
    }

    private static Sign header(String product, String header, String text) {
        return new Sign(product, Hop.Place.BETWEEN, header, Pattern.compile(text));
    }

    private static Sign server(String product, String header, String text) {
        return new Sign(product, Hop.Place.SERVER, header, Pattern.compile(text));
    }

    private static Sign page(String product, Hop.Place place, String text) {
        return new Sign(product, place, null, Pattern.compile(text));
    }
}
