package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.runtime.HttpUpgrade;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers opening handshakes for deployed endpoints, and leaves every other request to the chain. It comes after the
 * application's own filters, so that those for security have had their say.
 */
public final class UpgradeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient ServletUpgrade upgrade;
    private final transient HttpUpgrade.Judge judge;

    /**
     * @param upgrade conducts the handshakes
     * @param judge   knows the endpoints
     */
    public UpgradeFilter(ServletUpgrade upgrade, HttpUpgrade.Judge judge) {
        this.upgrade = upgrade;
        this.judge = judge;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!upgrade.isHandshake(request) || !upgrade.answer(request, response, judge)) {
            chain.doFilter(request, response);
        }
    }
}
