using LogReg.Equations;

namespace LogReg;

/// <content>The model as arithmetic.</content>
public sealed partial class LogisticModel
{
    /// <summary>Writes out the model as arithmetic on the cells of a row, with every constant that was fitted, so that the model can be
    /// translated into another language: the log-odds and, of isotonic calibration, its step function. An offset is not part of
    /// it.</summary>
    /// <returns>The equation of each class that has one.</returns>
    /// <exception cref="LogRegException">A term reads vectors or texts.</exception>
    public ModelEquation WriteEquation() =>
        Layout.Write([.. ClassesWithEquation], _equations) with { Calibration = CalibrationSteps?.Write() };
}
