using System.Globalization;
using LogReg;
using LogReg.Data;
using LogReg.Inference;

// Digits look the same in every country.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

try
{
    // 1. Train, which takes milliseconds: at the start of an app, or once a night.
    string data = args is [string given, ..] ? given : Path.Combine(AppContext.BaseDirectory, "titanic.csv");
    LogisticFit fit = new LogisticRegression { Target = "survived", TestSize = 0.2 }.Fit(CsvSource.FromFile(data));
    Console.WriteLine(
        $"Trained on {fit.Model.Training.Rows} rows, {(fit.Converged ? "converged" : "not converged")}; right on "
            + $"{fit.Test!.Accuracy:P1} of {fit.Test.Rows} others");

    // 2. Look before you trust: the warnings, then what the model says, by name.
    Console.WriteLine(fit.Warnings.Count == 0 ? "No warnings" : "Warnings:");
    foreach (FitWarning warning in fit.Warnings)
    {
        Console.WriteLine($"  {warning.Message} ({warning.Hint})");
    }

    foreach (CoefficientEstimate estimate in fit.Model.Estimates())
    {
        Console.WriteLine($"  {estimate.Name,-20} {estimate.Estimate,8:F3}   odds × {estimate.OddsRatio,6:F3}   p = {estimate.PValue:G2}");
    }

    // 3. Keep it: a small JSON file that any later version, and the command logreg, reads.
    string file = Path.Combine(Path.GetTempPath(), $"embedded-{Guid.NewGuid():N}.json");
    fit.Model.Save(file);
    LogisticModel model = LogisticModel.Load(file);
    File.Delete(file);

    // 4. Predict, one at a time, from any number of threads. A column may be missing: null.
    foreach ((string sex, double? age,
        string passengerClass) in new[] { ("female", 29, "1st"), ("male", 40, "3rd"), ("male", (double?)null, "2nd") })
    {
        var passenger = new Dictionary<string, object?> { ["sex"] = sex, ["age"] = age, ["passengerClass"] = passengerClass };
        Console.WriteLine(
            $"{sex}, {age?.ToString(CultureInfo.InvariantCulture) ?? "age unknown"}, {passengerClass}: {model.Target.Positive} with "
                + $"{model.PredictProbability(passenger):P1}");
    }

    // 5. Where every microsecond counts: a span in the order of model.Features, levels by position, nothing allocated.
    double[] row = new double[model.Features.Count];
    double sum = 0;
    for (int age = 0; age < 80; age++)
    {
        for (int feature = 0; feature < row.Length; feature++)
        {
            row[feature] = model.Features[feature].Name == "age" ? age : 0;
        }

        sum += model.PredictProbability(row);
    }

    Console.WriteLine($"Mean over the ages 0 to 79, all else at its first level: {sum / 80:P1}");
    return 0;
}
catch (LogRegException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    Console.Error.WriteLine($"hint: {exception.Hint}");
    return 1;
}
