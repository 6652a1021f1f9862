package dev.parley.check.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Server                        | nginx/1.22.1                  | nginx
            Server                        | openresty                     | nginx
            Server                        | Apache/2.4.71 (Debian)        | Apache httpd
            Server                        | Apache                        | Apache httpd
            Server                        | Apache-Coyote/1.1             | Tomcat
            Server                        | squid/5.7                     | Squid
            Via                           | 1.1 host (squid/5.7)          | Squid
            X-Cache-Lookup                | MISS from host:3128           | Squid
            Server                        | envoy                         | Envoy
            server                        | istio-envoy                   | Envoy
            CF-Ray                        | 8a1b2c3d4e5f-FRA              | Cloudflare
            Server                        | awselb/2.0                    | AWS ALB
            X-Amz-Cf-Id                   | abc                           | CloudFront
            X-Cache                       | Miss from cloudfront          | CloudFront
            X-Powered-By                  | Servlet/6.0 (Payara Server  6.2025.9 Java/17) | Payara
            X-Powered-By                  | Servlet/6.0 (Eclipse GlassFish  7.0.21 Java/17) | GlassFish
            X-Powered-By                  | Express                       | Node
            Via                           | 1.1 varnish                   | Varnish
            Via                           | kong/3.4.0                    | Kong Gateway
            Via                           | 1.1 google                    | GCP external HTTP(S) LB
            Via                           | 1.1 vegur                     | Heroku
            Server                        | Microsoft-IIS/10.0            | IIS
            Server                        | Caddy                         | Caddy
            Server                        | Jetty(12.0.31)                | Jetty
            Server                        | Python/3.11 websockets/10.4   | Python websockets
            """)
    void headersNameWhoAnswered(String name, String value, String product) {
        assertThat(Hops.of(List.of(new Header(name, value)), ""))
                .singleElement()
                .isEqualTo(new Hop(
                        product,
                        "an answer says '" + name + ": " + value + "'",
                        List.of("Tomcat", "Jetty", "Payara", "GlassFish", "Node", "Python websockets")
                                        .contains(product)
                                ? Hop.Place.SERVER
                                : Hop.Place.BETWEEN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <hr><center>nginx/1.22.1</center></body>                                    | nginx
            <address>Apache/2.4.71 (Debian) Server at 127.0.0.1 Port 80</address>       | Apache httpd
            <html><body><h1>503 Service Unavailable</h1>No server is available to handle this request.</body></html> | HAProxy
            <html><body><h1>400 Bad request</h1>Your browser sent an invalid request.</body></html> | HAProxy
            <body id=ERR_INVALID_REQ>                                                   | Squid
            upstream connect error or disconnect/reset before headers. reset reason: x  | Envoy
            <h3>Apache Tomcat/10.1.59</h3>                                              | Tomcat
            """)
    void pagesNameWhoMadeThem(String body, String product) {
        assertThat(Hops.of(List.of(), body)).extracting(Hop::product).containsExactly(product);
    }

    @Test
    void constantThatOnlyLooksLikeSquidsIsNone() {
        assertThat(Hops.of(List.of(), "<pre>Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'ws'</pre>"))
                .isEmpty();
    }

    @Test
    void nobodyIsMadeUp() {
        assertThat(Hops.of(List.of(new Header("Server", "my-own"), new Header("Via", "1.1 proxy")), "not found"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Apache Tomcat/10.1.59                             | Tomcat
            Payara Server  6.2025.9 #badassfish (build 1)     | Payara
            Eclipse GlassFish  7.0.21                         | GlassFish
            jetty/12.0.31                                     | Jetty
            WildFly 39.0.1.Final - 2.3.20.Final               | WildFly
            IBM WebSphere Liberty/26.0.0.3                    | Open Liberty
            Something 1.0                                     | Something 1.0
            """)
    void containersAreKnownByTheirNames(String info, String product) {
        Hop hop = Hops.container(info);
        assertThat(hop.product()).isEqualTo(product);
        assertThat(hop.isServer()).isTrue();
        assertThat(hop.isContainer()).isTrue();
    }
}
