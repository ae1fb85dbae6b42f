using LogReg;
using LogReg.Charts;
using LogReg.Data;

string data = Path.Combine(AppContext.BaseDirectory, "titanic.csv");
string folder = args is [string given, ..] ? given : ".";

// 1. Three lines: train, draw, save.
LogisticFit fit = new LogisticRegression { Target = "survived", TestSize = 0.2 }.Fit(CsvSource.FromFile(data));
fit.Model.PlotCoefficients().Save(Path.Combine(folder, "coefficients.svg"));
fit.Model.PlotEffect("age").Save(Path.Combine(folder, "age.png"), new FigureOptions { Width = 1640, Theme = PlotTheme.Dark });

// 2. Several figures of the same rows: score them once.
var rows = ScoredRows.Read(fit.Model, CsvSource.FromFile(data));
rows.PlotRoc().Save(Path.Combine(folder, "roc.svg"));
rows.PlotThreshold(new ThresholdPlotOptions { FalseNegativeCost = 4 }).Save(Path.Combine(folder, "threshold.svg"));

// 3. Everything on one HTML page. It knows which rows were held out.
fit.WriteReport(Path.Combine(folder, "report.html"), CsvSource.FromFile(data));
Console.WriteLine($"Figures of {rows.Count} rows and a report written to {Path.GetFullPath(folder)}");
