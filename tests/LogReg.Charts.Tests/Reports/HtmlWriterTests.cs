using LogReg.Charts.Reports.Html;

namespace LogReg.Charts.Tests.Reports;

public class HtmlWriterTests
{
    [Fact]
    public void Text_AndAttributes_AreEscaped() => Assert.Equal(
        "<!DOCTYPE html>\n<p title=\"&quot;&#39;&lt;\">a &amp; &lt;b&gt; · 𝛽 �</p>\n",
        new HtmlWriter().Open("p", ("title", "\"'<")).Text("a & <b> \u0001 𝛽 \ud800").Close().Finish());

    [Fact]
    public void Finish_OpenElement_Throws() => Assert.Throws<InvalidOperationException>(() => new HtmlWriter().Open("p").Finish());

    [Fact]
    public void Words_OptionAndItsValue_StayOnOneLine() => Assert.Equal(
        "<!DOCTYPE html>\n<p>train with <span class=\"option\">--test-size 0.2</span> or <span class=\"option\">--penalty "
            + "ridge</span>.</p>\n",
        new HtmlWriter().Open("p").Words("train with --test-size 0.2 or --penalty ridge.").Close().Finish());

    [Fact]
    public void Text_RightToLeftNames_KeepTheOrderOfTheSentence() => Assert.Equal(
        "<!DOCTYPE html>\n<p>\u05d0\u05d1\u200e: 1.5; (\u05d2)\u200e: 2; c: 3</p>\n",
        new HtmlWriter().Element("p", "\u05d0\u05d1: 1.5; (\u05d2): 2; c: 3").Finish());
}
