using LogReg.Charts.Figures;

namespace LogReg.Charts.Reports.Html;

/// <summary>The colours of a page, beside those of its pictures. Every text has a contrast of 4.5 or more with what is behind it, in both
/// themes.</summary>
internal static class PageInks
{
    /// <summary>The background.</summary>
    public static Ink Page { get; } = new("page", "#F5F6F8", "#0D1013");

    /// <summary>Every other row of a table, and the row that a pointer is on.</summary>
    public static Ink Stripe { get; } = new("stripe", "#F3F5F8", "#1D2229");

    /// <summary>The lines around and between.</summary>
    public static Ink Border { get; } = new("border", "#D5DAE1", "#333A44");

    /// <summary>Links, and what has the focus.</summary>
    public static Ink Link { get; } = new("link", "#00609A", "#6CB8EC");

    /// <summary>The cause of a warning.</summary>
    public static Ink Warning { get; } = new("warning", "#FFF4DD", "#33270C");

    /// <summary>A warning's edge.</summary>
    public static Ink WarningEdge { get; } = new("warning-edge", "#B07A00", "#E0B040");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Ink> All { get; } = [Page, Stripe, Border, Link, Warning, WarningEdge];
}
