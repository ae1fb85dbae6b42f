using System.Text;
using System.Xml.Linq;
using LogReg.Export.Pages;
using LogReg.Export.Writing;

namespace LogReg.Export.Tests;

/// <summary>Nomograms have the points of rms, and the probabilities of the model.</summary>
public sealed class NomogramTests
{
    // Golden numbers by nomogram.R.
    [Fact]
    public void Points_OfTitanic_AreThoseOfRms()
    {
        Nomogram nomogram = Titanic();
        AssertPoints(nomogram, "sex", ("female", 90.7825680530147), ("male", 0));
        AssertPoints(nomogram, "age", ("0", 100), ("10", 87.5), ("20", 75), ("40", 50), ("70", 12.5), ("80", 0));
        AssertPoints(nomogram, "passengerClass", ("1st", 83.2162498254761), ("2nd", 36.6747610150908), ("3rd", 0));
        double[] expected = [0.613845603113173, 36.958206354249043, 145.991288607656656, 291.368731612200179];
        double[] logOdds = [-4, -3, 0, 4];
        Assert.All(expected.Zip(logOdds), pair =>
            Assert.Equal(pair.First, (pair.Second - nomogram.Base) * nomogram.PointsPerUnit, 1e-6));
    }

    [Theory]
    [InlineData("exponential")]
    [InlineData("spline")]
    [InlineData("dates")]
    public void Points_OfAxes_SumToTheLogOddsOfTheModel(string kind)
    {
        LogisticModel model = ExportedModels.Fit(kind, true);
        var nomogram = new Nomogram(new ExportedModel(model, null));
        foreach (int place in new[] { 0, 1, 2 })
        {
            NomogramMark[] marks = [.. nomogram.Axes.Select(axis => axis.Marks[place])];
            var row = nomogram.Axes.Zip(marks).ToDictionary(pair => pair.First.Name, pair => (object?)(
                kind == "dates" ? DateTime.Parse(pair.Second.Text, System.Globalization.CultureInfo.InvariantCulture)
                : double.Parse(pair.Second.Text, System.Globalization.CultureInfo.InvariantCulture)));
            double logOdds = nomogram.Base + (marks.Sum(mark => mark.Points) / nomogram.PointsPerUnit);
            Assert.Equal(model.PredictProbability(row), 1 / (1 + Math.Exp(-logOdds)), 1e-9);
        }
    }

    [Theory]
    [InlineData("product", "product of several columns")]
    [InlineData("several classes", "it predicts 3 classes")]
    [InlineData(ExportedModels.Isotonic, "its probabilities come from a step function")]
    public void Nomogram_OfAModelThatItCannotShow_SaysWhy(string kind, string reason) => Assert.Contains(
        reason, Assert.Throws<LogRegException>(() => Export(ExportedModels.Fit(kind, true))).Message, StringComparison.Ordinal);

    [Fact]
    public void Nomogram_OfNamesWithMarks_IsAnImageWithThem()
    {
        XDocument drawing = XDocument.Parse(Export(ExportedModels.Fit("main effects", false)));
        string[] texts = [.. drawing.Descendants().Where(element => element.Name.LocalName == "text").Select(element =>
            element.FirstNode!.ToString())];
        Assert.Contains("points", texts);
        Assert.Contains("O'Neil \"x\"", texts);
        Assert.Contains("grün 😀", texts);
    }

    // 94% of the rows are below 10, where the logarithm changes most.
    [Fact]
    public void Axis_OfALogarithm_HasTheMagnitudesOfTheColumn()
    {
        StringBuilder rows = new("x,z,y\n");
        for (int row = 0; row < 300; row++)
        {
            double x = row % 16 == 0 ? 60 : 0.05 * Math.Exp(row % 15 * 0.35);
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{x:F4},{(row % 9 == 0 ? "" : $"{row % 10}")},{(row * 37 % 17 + row % 16 / 4 > 9 ? "yes" : "no")}\n");
        }

        LogisticModel model = new LogisticRegression { Formula = "y ~ log(x) + z + missing(z)", MissingHandling = MissingHandling.Impute }
            .Fit(ExportedModels.Source(rows.ToString())).Model;
        var nomogram = new Nomogram(new ExportedModel(model, null));
        string[] texts = [.. nomogram.Axes.Single(axis => axis.Name == "x").Marks.Select(mark => mark.Text)];
        Assert.Equal(["0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50", "100"], texts);
        NomogramAxis other = nomogram.Axes.Single(axis => axis.Name == "z");
        NomogramMark missing = Assert.Single(other.Marks, mark => mark.Text == "(missing)");
        Assert.Equal("10", other.Marks[^2].Text);

        NomogramMark ten = nomogram.Axes.Single(axis => axis.Name == "x").Marks[7];
        double logOdds = nomogram.Base + ((ten.Points + missing.Points) / nomogram.PointsPerUnit);
        Assert.Equal(
            model.PredictProbability(new Dictionary<string, object?> { ["x"] = 10.0, ["z"] = null }), 1 / (1 + Math.Exp(-logOdds)), 1e-9);
    }

    private static void AssertPoints(Nomogram nomogram, string name, params (string Text, double Points)[] expected)
    {
        NomogramAxis axis = nomogram.Axes.Single(one => one.Name == name);
        Assert.All(expected, one => Assert.Equal(one.Points, axis.Marks.Single(mark => mark.Text == one.Text).Points, 1e-6));
    }

    private static Nomogram Titanic()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "titanic.csv"));
        string complete = string.Concat(lines.Where(line => !line.Contains(",,", StringComparison.Ordinal)).Select(line => $"{line}\n"));
        return new Nomogram(new ExportedModel(
            new LogisticRegression { Formula = "survived ~ sex + age + passengerClass" }.Fit(ExportedModels.Source(complete)).Model, null));
    }

    private static string Export(LogisticModel model)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(model, ExportKind.Nomogram, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
