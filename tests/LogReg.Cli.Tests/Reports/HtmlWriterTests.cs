using LogReg.Cli.Reports.Html;

namespace LogReg.Cli.Tests.Reports;

public class HtmlWriterTests
{
    [Fact]
    public void Text_AndAttributes_AreEscaped() => Assert.Equal(
        "<!DOCTYPE html>\n<p title=\"&quot;&#39;&lt;\">a &amp; &lt;b&gt; · 𝛽 �</p>\n",
        new HtmlWriter().Open("p", ("title", "\"'<")).Text("a & <b> \u0001 𝛽 \ud800").Close().Finish());

    [Fact]
    public void Finish_OpenElement_Throws() => Assert.Throws<InvalidOperationException>(() => new HtmlWriter().Open("p").Finish());
}
