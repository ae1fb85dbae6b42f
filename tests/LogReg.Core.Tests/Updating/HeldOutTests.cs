using System.Text;
using System.Text.Json;
using LogReg.Monitoring;
using LogReg.Updating;

namespace LogReg.Tests.Updating;

/// <summary>What an updated model keeps of the measures of held-out rows: what its updates have left true.</summary>
public sealed class HeldOutTests
{
    [Theory]
    [InlineData(UpdateMethod.Intercept)]
    [InlineData(UpdateMethod.Slope)]
    public void Recalibration_KeepsTheAreaOfHeldOutRows(UpdateMethod method)
    {
        LogisticModel original = Fit(offset: null);
        ModelUpdate update = Update(original, method);
        ReferenceArea before = Reference(original);
        ReferenceArea after = Reference(update.Model);
        Assert.Equal(ReferenceRows.Test, after.Rows);
        Assert.Equal(before, after);
        JsonElement held = File(update.Model).GetProperty("heldOut");
        Assert.False(held.TryGetProperty("meanLogLoss", out _));
        Assert.False(held.TryGetProperty("brierScore", out _));
        double slope = File(original).GetProperty("heldOut").GetProperty("calibrationSlope").GetDouble();
        Assert.Equal(slope / update.Model.Updates[0].Slope!.Value, held.GetProperty("calibrationSlope").GetDouble(), 1e-12);

        // The slope of the updated model on those rows would be the same.
        Assert.Equal(after, Reference(Update(update.Model, UpdateMethod.Intercept).Model));
    }

    [Theory]
    [InlineData(UpdateMethod.Isotonic)]
    [InlineData(UpdateMethod.Refit)]
    public void OtherUpdates_KeepNothingOfHeldOutRows(UpdateMethod method)
    {
        LogisticModel updated = Update(Fit(offset: null), method).Model;
        Assert.False(File(updated).TryGetProperty("heldOut", out _));
        Assert.Equal(ReferenceRows.Training, Reference(updated).Rows);
    }

    // An offset is not multiplied: with another factor for the rest, rows are ranked otherwise.
    [Fact]
    public void AnOffset_KeepsTheRankingOnlyWithoutAFactor()
    {
        LogisticModel original = Fit(offset: "support_calls");
        Assert.Equal(Reference(original), Reference(Update(original, UpdateMethod.Intercept).Model));
        LogisticModel slope = Update(original, UpdateMethod.Slope).Model;
        Assert.NotEqual(1, slope.Updates[0].Slope);
        Assert.False(File(slope).TryGetProperty("heldOut", out _));
        Assert.Equal(ReferenceRows.None, Reference(slope).Rows);
    }

    private static LogisticModel Fit(string? offset) => new LogisticRegression
    {
        Target = "churned",
        Features = ["tenure_months", "contract"],
        OffsetColumn = offset,
        TestSize = 0.25,
    }.Fit(ChurnRows.Old).Model;

    private static ModelUpdate Update(LogisticModel model, UpdateMethod method) => model.Update(
        ChurnRows.New, new UpdateOptions { Method = method }, null, TestContext.Current.CancellationToken);

    private static ReferenceArea Reference(LogisticModel model) =>
        model.Monitor(ChurnRows.New, cancellationToken: TestContext.Current.CancellationToken).Classes[0].Reference;

    private static JsonElement File(LogisticModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        return document.RootElement.Clone();
    }
}
