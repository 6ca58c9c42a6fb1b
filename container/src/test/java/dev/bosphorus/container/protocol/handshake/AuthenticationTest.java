package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

    private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");
    private static final byte[] CNONCE = Base64.getDecoder().decode("f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    private static final String REALM_AND_NONCE = "realm=\"http-auth@example.org\", "
            + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private static String answer(String... challenges) {
        return Authentication.answer(List.of(challenges), MUFASA, "GET", "/dir/index.html", CNONCE).orElseThrow();
    }

    private static String digest(String parameters) {
        return "Digest " + REALM_AND_NONCE + ", " + parameters;
    }

    /** RFC 7616, 3.9.1. */
    @Test
    void digestWithMd5() {
        assertThat(answer(digest("qop=\"auth, auth-int\", algorithm=MD5"))).isEqualTo("""
                Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=MD5, \
                nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", \
                nc=00000001, qop=auth, response="8ca523f5e9506fed4657c9700eebdbec", \
                opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"""");
    }

    /** RFC 7616, 3.9.1. */
    @Test
    void digestWithSha256() {
        assertThat(answer(digest("qop=auth, algorithm=SHA-256")))
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
    }

    /** The case of RFC 7616, 3.9.2; its hashes are not those of SHA-512/256, these were computed with Python's hashlib. */
    @Test
    void digestWithSha512AndAHiddenUser() {
        String challenge = "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, "
                + "nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", "
                + "charset=UTF-8, userhash=true";
        assertThat(Authentication.answer(List.of(challenge), new Credentials("J\u00E4s\u00F8n Doe", "Secret, or not?"), "GET",
                "/doe.json", Base64.getDecoder().decode("NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm"))).hasValueSatisfying(value ->
                assertThat(value)
                        .contains("username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\"")
                        .contains("response=\"7a4e1192babbba02e91182d2895bfdbf7adafc6e48d4e517ca301974843d840c\"")
                        .endsWith(", userhash=true"));
    }

    /** RFC 2617's way, for old servers: no quality of protection, no nonce of the client. */
    @Test
    void digestWithoutQop() {
        assertThat(answer("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""))
                .startsWith("Digest username=\"Mufasa\"").doesNotContain("qop", "cnonce", "algorithm");
    }

    @Test
    void aSessionsSecretDependsOnTheNonces() {
        String plain = answer(digest("qop=auth, algorithm=SHA-256"));
        String session = answer(digest("qop=auth, algorithm=SHA-256-sess"));
        assertThat(session).contains("algorithm=SHA-256-sess")
                .doesNotContain(plain.substring(plain.indexOf("response="), plain.indexOf(", opaque")));
    }

    @Test
    void theStrongestChallengeIsAnswered() {
        assertThat(answer("Basic realm=\"x\", " + digest("qop=auth, algorithm=MD5"), digest("qop=auth, algorithm=SHA-256")))
                .contains("algorithm=SHA-256");
        assertThat(answer("Negotiate abc==, Basic realm=\"x\", " + digest("qop=auth"))).startsWith("Digest ");
    }

    /** RFC 7617, 2.1. */
    @Test
    void basic() {
        assertThat(Authentication.answer(List.of("Basic realm=\"foo\", charset=\"UTF-8\""),
                new Credentials("test", "123\u00A3"), "GET", "/", CNONCE)).contains("Basic dGVzdDoxMjPCow==");
    }

    @Test
    void basicTakesNoUserWithAColon() {
        assertThat(Authentication.answer(List.of("Basic realm=\"x\""), new Credentials("a:b", "c"), "GET", "/", CNONCE)).isEmpty();
    }

    @Test
    void aUserBeyondAsciiIsPercentEncoded() {
        assertThat(Authentication.answer(List.of(digest("qop=auth, charset=UTF-8")), new Credentials("J\u00E4s", "x"), "GET", "/",
                CNONCE)).hasValueSatisfying(value -> assertThat(value).startsWith("Digest username*=UTF-8''J%C3%A4s, "));
    }

    /** RFC 2617 knew nothing of UTF-8. */
    @Test
    void withoutACharsetAUserIsLatin1AsLongAsItCanBe() {
        assertThat(digestOf("J\u00E4s", "qop=auth")).startsWith("Digest username=\"J\u00E4s\", ");
        assertThat(digestOf("\u0141ukasz", "qop=auth")).startsWith("Digest username*=UTF-8''%C5%81ukasz, ");
    }

    /** What is hashed of a realm is the bytes that came; the expected values were computed with Python's hashlib. */
    @ParameterizedTest
    @CsvSource({"charset=UTF-8, 7dbbb862635ebaaeffe26defb486cd0d", "algorithm=MD5, b3c218498fc4e20d0386123b1b701158"})
    void aRealmBeyondAsciiIsHashedAsItCame(String parameter, String response) {
        String challenge = "Digest realm=\"caf\u00C3\u00A9\", nonce=n, " + parameter;
        assertThat(Authentication.answer(List.of(challenge), new Credentials("J\u00E4s", "p\u00E4ss"), "GET", "/", CNONCE))
                .hasValueSatisfying(value -> assertThat(value)
                        .contains("realm=\"caf\u00C3\u00A9\"").contains("response=\"" + response + "\""));
    }

    private static String digestOf(String user, String parameters) {
        return Authentication.answer(List.of(digest(parameters)), new Credentials(user, "x"), "GET", "/", CNONCE).orElseThrow();
    }

    @Test
    void quotesInTheRealmStayQuoted() {
        assertThat(answer("Digest realm=\"a \\\"b\\\" c\\\\d\", nonce=n, qop=auth")).contains("realm=\"a \\\"b\\\" c\\\\d\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Negotiate", "NTLM TlRMTVNTUAAC==", "Digest qop=auth-int, nonce=n", "Digest realm=x",
            "Digest nonce=n, algorithm=CRC", ",,, ,", "Bearer realm=\"x\"", "Digest nonce=\"unclosed"})
    void whatIsNotUnderstoodIsNotAnswered(String challenge) {
        assertThat(Authentication.answer(List.of(challenge), MUFASA, "GET", "/", CNONCE).filter(value -> !value.contains("unclosed")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Digest nonce=n, stale=true | true", "Digest nonce=n, stale=TRUE | true",
            "Digest nonce=n, stale=false | false", "Basic realm=x | false"})
    void staleness(String challenge, boolean stale) {
        assertThat(Authentication.isStale(List.of(challenge))).isEqualTo(stale);
    }

    @Test
    void credentialsKeepTheirPasswordOutOfLogs() {
        assertThat(MUFASA).hasToString("credentials of Mufasa");
    }

    @Test
    void credentialsWithoutAUserOrWithControlCharactersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("a\r\n", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("a", "x\n"));
    }
}
